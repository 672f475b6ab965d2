import { meant, quote, row } from './row';

/** Causes that lie in annotations of a controller on an Ingress. */
export const ANNOTATIONS = {
  'annotation/unknown': row<{ key: string; suggestion?: string }>(
    'error',
    'The controller does not know an annotation with this name, and ignores it.',
    ({ key, suggestion }) => ({
      what: `annotation ${quote(key)} is not known${meant(suggestion)}`,
      why: 'the controller ignores annotations that it does not know',
      fix: suggestion === undefined ? 'remove it, or correct the name' : `use ${quote(suggestion)}`,
    }),
  ),
  'annotation/value-not-accepted': row<{ key: string; value: string; accepts: string; problem?: string; suggestion?: string }>(
    'error',
    'The controller refuses the value, ignores it, or writes a broken configuration with it.',
    ({ key, value, accepts, problem, suggestion }) => ({
      what: `annotation ${quote(key)}: value ${quote(value)} ${problem ?? 'is not accepted'}${meant(suggestion)}`,
      fix: suggestion === undefined ? `use ${accepts}` : `use ${quote(suggestion)}; accepted is ${accepts}`,
    }),
  ),
  'annotation/conflict': row<{ key: string; value: string; other: string }>(
    'error',
    'An annotation and a typed option say different things.',
    ({ key, value, other }) => ({
      what: `annotation ${quote(key)} is given as ${quote(value)}, and another option of the same route sets it to ${quote(other)}`,
      fix: 'keep one of them',
    }),
  ),
  'annotation/not-read': row<{ key: string; of: string; target: string; suggestion: string | undefined; named: boolean }>(
    'warning',
    'The controller of the routes does not read an annotation, which belongs to another controller.',
    ({ key, of, target, suggestion, named }) => ({
      what: `annotation ${quote(key)} belongs to ${of}, but the routes use ${target}${meant(suggestion)}`,
      why: named
        ? 'a controller ignores the annotations of other controllers'
        : 'no controller is given, so the annotation cannot be checked',
      fix:
        suggestion !== undefined
          ? `use ${quote(suggestion)}`
          : named
            ? 'remove the annotation'
            : 'give the PathIngress that controller, or remove the annotation',
    }),
  ),
  'annotation/guard-not-read': row<{ key: string; of: string; target: string; guards: string | undefined }>(
    'warning',
    'The controller of the routes does not read an annotation that keeps clients out, which belongs to another controller.',
    ({ key, of, target, guards }) => ({
      what: `annotation ${quote(key)} keeps clients out with ${of}, and does nothing with ${target}`,
      why: 'the routes are then served without this guard',
      fix: `keep the guard: ${guards === undefined ? '' : `use ${guards}; `}in an app, use a policy such as allowSourceRanges, basicAuth, externalAuth or rateLimit, which is written for the controller of the routes`,
    }),
  ),
  'annotation/guard-empty': row<{ key: string }>('error', 'An annotation that keeps clients out is empty.', ({ key }) => ({
    what: `annotation ${quote(key)} is empty, so it lets every client in`,
    why: 'the controller reads an empty value as absent',
    fix: 'name the networks, or remove the annotation if every client may come in',
  })),
  'annotation/no-effect': row<{ key: string; because: string; fix: string }>(
    'warning',
    'An annotation has no effect.',
    ({ key, because, fix }) => ({ what: `annotation ${quote(key)} ${because}`, fix }),
  ),
} as const;
