import { isOlder } from '../release';

/**
 * Published vulnerabilities that a manifest can use, or that an image has. A release has a fix if it is that of its own branch, such as 1.13,
 * or newer than all of them.
 */
export interface Advisory {
  readonly id: string;
  /** The program that has the fault. */
  readonly program: 'ingress-nginx' | 'nginx';
  /** The first fixed release of each branch. */
  readonly fixed: readonly string[];
  /** What it lets do: one clause. */
  readonly summary: string;
  readonly source: string;
}

const KUBERNETES = 'https://github.com/kubernetes/kubernetes/issues/';
const CONTROLLER = 'https://github.com/kubernetes/ingress-nginx/issues/';
const NGINX = 'https://nginx.org/en/security_advisories.html';

const SPRING_2025 = ['1.11.5', '1.12.1'];
const WINTER_2026 = ['1.13.7', '1.14.3'];

export const ADVISORIES = [
  advisory('CVE-2021-25742', ['1.9.0'], 'snippets read every Secret of the cluster, unless they are switched off', `${CONTROLLER}7837`),
  advisory('CVE-2021-25745', ['1.2.0'], 'a path reads the token of the controller', `${CONTROLLER}8502`),
  advisory('CVE-2021-25746', ['1.2.0'], 'the value of an annotation writes directives', `${CONTROLLER}8503`),
  advisory('CVE-2021-25748', ['1.2.1'], 'a path with a line break passes the check for directives', `${CONTROLLER}8686`),
  advisory('CVE-2022-4886', ['1.8.0'], 'a path writes directives', `${CONTROLLER}10570`),
  advisory('CVE-2023-5043', ['1.9.0'], 'a snippet runs programs', `${CONTROLLER}10571`),
  advisory('CVE-2023-5044', ['1.9.0'], 'permanent-redirect writes directives', `${CONTROLLER}10572`),
  advisory(
    'CVE-2024-7646',
    ['1.10.4', '1.11.2'],
    'a carriage return hides directives from the check of annotations',
    `${KUBERNETES}126744`,
  ),
  advisory('CVE-2025-1097', SPRING_2025, 'auth-tls-match-cn writes directives', `${KUBERNETES}131007`),
  advisory('CVE-2025-1098', SPRING_2025, 'mirror-target, mirror-host and the uid write directives', `${KUBERNETES}131008`),
  advisory('CVE-2025-1974', SPRING_2025, 'whoever reaches the admission webhook runs programs', `${KUBERNETES}131009`),
  advisory('CVE-2025-24513', SPRING_2025, 'names with ".." write files of the controller elsewhere', `${KUBERNETES}131005`),
  advisory('CVE-2025-24514', SPRING_2025, 'auth-url writes directives', `${KUBERNETES}131006`),
  advisory('CVE-2025-15566', ['1.12.5', '1.13.1'], 'headers of auth-proxy-set-headers write directives', `${KUBERNETES}136789`),
  advisory('CVE-2026-1580', WINTER_2026, 'auth-method writes directives', `${KUBERNETES}136677`),
  advisory('CVE-2026-24512', WINTER_2026, 'a path writes directives', `${KUBERNETES}136678`),
  advisory('CVE-2026-24513', WINTER_2026, 'error pages for 401 or 403 let in clients that auth-url refuses', `${KUBERNETES}136679`),
  advisory('CVE-2026-24514', WINTER_2026, 'large objects exhaust the memory of the admission webhook', `${KUBERNETES}136680`),
  advisory('CVE-2026-3288', ['1.13.8', '1.14.4', '1.15.0'], 'a path beside rewrite-target writes directives', `${KUBERNETES}137560`),
  advisory('CVE-2026-4342', ['1.13.9', '1.14.5', '1.15.1'], 'comments in paths and annotations write directives', `${KUBERNETES}137893`),
  {
    id: 'CVE-2026-42945',
    program: 'nginx',
    fixed: ['1.30.1', '1.31.0'],
    summary: 'requests overflow memory where a rewrite has a query',
    source: NGINX,
  },
  {
    id: 'CVE-2026-9256',
    program: 'nginx',
    fixed: ['1.30.2', '1.31.1'],
    summary: 'requests overflow memory where captures overlap',
    source: NGINX,
  },
] as const satisfies readonly Advisory[];

export type AdvisoryId = (typeof ADVISORIES)[number]['id'];

function advisory<const I extends string>(id: I, fixed: readonly string[], summary: string, source: string) {
  return { id, program: 'ingress-nginx', fixed, summary, source } as const;
}

export const advisoryOf = (id: AdvisoryId): Advisory => ADVISORIES.find((one) => one.id === id) as Advisory;

/** Faults of the controller that a release of it has, such as "1.11.4". */
export const unfixedIn = (version: string): readonly Advisory[] =>
  ADVISORIES.filter(({ program, fixed }) => program === 'ingress-nginx' && !isFixed(version, fixed));

function isFixed(version: string, fixed: readonly string[]): boolean {
  const branch = fixed.find((one) => branchOf(one) === branchOf(version));
  return branch === undefined ? fixed.every((one) => isOlder(one, version)) : !isOlder(version, branch);
}

const branchOf = (version: string): string => version.split('.').slice(0, 2).join('.');
