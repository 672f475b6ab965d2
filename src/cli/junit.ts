/** One test of a report for CI. */
export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly seconds: number;
  /** Why it failed. */
  readonly failure?: string;
  /** Why it says nothing. */
  readonly skipped?: string;
}

/** The form that CI systems read: a `testsuite` of `testcase`s (github.com/testmoapp/junitxml). */
export function junitXml(name: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  const seconds = cases.reduce((all, one) => all + one.seconds, 0).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}">`,
    ...cases.map((one) => `  ${caseXml(one)}`),
    '</testsuite>',
    '',
  ].join('\n');
}

function caseXml({ suite, name, seconds, failure, skipped }: JunitCase): string {
  const head = `<testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  if (failure !== undefined) return `${head}><failure message="${escaped(failure)}"/></testcase>`;
  if (skipped !== undefined) return `${head}><skipped message="${escaped(skipped)}"/></testcase>`;
  return `${head}/>`;
}

const ENTITIES: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML 1.0 has no place for most control characters (www.w3.org/TR/xml, section 2.2). */
const escaped = (text: string): string =>
  Array.from(text, (char) => ENTITIES[char] ?? (char < ' ' || char === '\ufffe' || char === '\uffff' ? '\ufffd' : char)).join('');
