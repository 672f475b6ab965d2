import { row } from './row';

/** A difference of two sets of manifests, in words. */
export interface Differs {
  readonly request: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const differs = (severity: 'error' | 'warning' | 'info', summary: string) =>
  row<Differs>(severity, summary, ({ request, what, before, after }) => ({
    what: `${request}: ${what}`,
    why: `before: ${before}; after: ${after}`,
    fix: 'change the manifests, or allow it if it is meant',
  }));

/** Findings of the comparison of two sets of manifests. */
export const DIFFERENCES = {
  'diff/unguarded': differs('error', 'What kept clients out no longer does, and the request still gets to a backend.'),
  'diff/elsewhere': differs('error', 'Another backend gets the request.'),
  'diff/lost': differs('error', 'A backend got the request, and none does any more.'),
  'diff/rewritten': differs('error', 'The backend gets another path or query.'),
  'diff/answered': differs('error', 'The client gets another redirect or status.'),
  'diff/gained': differs('error', 'A backend gets the request that did not.'),
  'diff/guarded': differs('error', 'Something keeps clients out that did not.'),
  'diff/effect': differs('error', 'Something else happens on the way, such as another limit, timeout or header.'),
  'diff/raw': differs('warning', 'Requests that are written in an unusual way are treated differently.'),
  'diff/undecided': row<{ because: string }>('error', 'A part of the requests could not be compared.', ({ because }) => ({
    what: `not every request is proved to be treated alike: ${because}`,
    fix: 'change what could not be decided, or allow "undecided" if it is known to be right',
  })),
};
