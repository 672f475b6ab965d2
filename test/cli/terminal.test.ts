import { CLEAR_LINE, escaping } from '../../src/cli/terminal';

function written(text: string, isTTY: boolean): string {
  let all = '';
  escaping({ isTTY, write: (part) => (all += part) }).write(text);
  return all;
}

test('what a terminal would obey is shown escaped, line breaks and tabs are not', () => {
  const hostile = 'Ingress a\x1b]0;title\x07\u202eb\r\x1b[2K\x9b31m\tc\n';
  expect(written(hostile, false)).toBe('Ingress a\\u001b]0;title\\u0007\\u202eb\\u000d\\u001b[2K\\u009b31m\tc\n');
  expect(written(hostile, true)).toBe(written(hostile, false));
});

test('colours of the tool and a line that is begun anew reach a terminal, and nothing else', () => {
  expect(written('\x1b[31mbad\x1b[39m', true)).toBe('\x1b[31mbad\x1b[39m');
  expect(written('\x1b[31mbad\x1b[39m', false)).toBe('\\u001b[31mbad\\u001b[39m');
  expect(written(`${CLEAR_LINE}reading ${CLEAR_LINE}`, true)).toBe(`${CLEAR_LINE}reading \\u000d\\u001b[2K`);
});

test('escaped JSON says the same', () => {
  expect(JSON.parse(written(JSON.stringify({ name: 'a\u202e\x7f' }), false))).toEqual({ name: 'a\u202e\x7f' });
});
