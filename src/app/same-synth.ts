/**
 * Whether cdk8s validates the app because `App.synth` or `App.synthYaml` writes one of its charts. In that case the same call has
 * validated the app before, and no code of the user has run since (cdk8s 2.70.106: lib/app.js `synth`, `synthYaml`, `_synthChart`;
 * lib/chart.js `toJson`). If the calls cannot be recognized, such as in a bundle, the answer is no, and everything is compared again.
 */
export function isLaterInSameSynth(): boolean {
  const calls = callers();
  const writing = calls.findIndex((call) => isIn(call, 'app', ['_synthChart']));
  return writing >= 0 && isIn(calls[writing + 1], 'chart', ['toJson']) && isIn(calls[writing + 2], 'app', ['synth', 'synthYaml']);
}

const FRAMES = 20;

function isIn(call: NodeJS.CallSite | undefined, file: string, functions: readonly string[]): boolean {
  if (call === undefined || !functions.includes(call.getFunctionName() ?? '')) return false;
  return new RegExp(`[\\\\/]cdk8s[\\\\/]lib[\\\\/]${file}\\.js$`).test(call.getFileName() ?? '');
}

/** Uses call sites, because the text of a stack would load source maps. */
function callers(): readonly NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = FRAMES;
    Error.prepareStackTrace = (_, calls) => calls;
    Error.captureStackTrace(holder, isLaterInSameSynth);
    return Array.isArray(holder.stack) ? holder.stack : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Error.prepareStackTrace = prepareStackTrace;
  }
}
