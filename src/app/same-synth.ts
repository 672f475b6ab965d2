/**
 * Whether cdk8s validates the app because `App.synth` or `App.synthYaml` is writing one of its charts. The app was validated before in the
 * same call then, and no code of the user has run since (cdk8s 2.70.106: lib/app.js `synth`, `synthYaml`, `_synthChart`; lib/chart.js
 * `toJson`). Where the calls cannot be recognized, such as in a bundle, the answer is no, and everything is compared anew.
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

/** Call sites instead of text: no source map is read for them. */
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
