import { quote, row } from '../../../findings/catalogue/row';

const UNCHECKED = 'the controller does not check this, and AWS refuses the rule: the group stays as it was or is changed only in part';

/** What AWS takes at most. The texts of causes are those that `check` says of manifests. */
const limit = (summary: string, fix: string) =>
  row<{ because: string }>('error', summary, ({ because }) => ({ what: `AWS would refuse a rule: ${because}`, why: UNCHECKED, fix }));

/** Causes that lie in the AWS Load Balancer Controller, or in the load balancers that it makes. */
export const ROUTE_FINDINGS = {
  'aws-load-balancer/path-with-wildcard': row<{ route: string; path: string }>(
    'error',
    'Prefix and Exact paths have no wildcards.',
    ({ route, path }) => ({
      what: `route ${quote(route)} has a wildcard in its path ${quote(path)}`,
      why: 'the controller refuses "*" and "?" in Prefix and Exact paths, and then nothing of the whole group changes',
      fix: 'use PathType.IMPLEMENTATION_SPECIFIC, where they are wildcards, or another path',
    }),
  ),
  'aws-load-balancer/pattern-not-possible': row<{ route: string; part: string }>(
    'error',
    'Regular expressions of load balancers have neither look-around nor back references.',
    ({ route, part }) => ({
      what: `route ${quote(route)} has ${quote(part)} in its pattern, which a load balancer does not know`,
      why: 'its regular expressions have no look-around, back references, atomic groups and possessive quantifiers',
      fix: 'write the pattern without it',
    }),
  ),
  'aws-load-balancer/value-with-wildcard': row<{ route: string; value: string }>(
    'error',
    '"*" and "?" in the value of a header are wildcards and cannot be escaped.',
    ({ route, value }) => ({
      what: `route ${quote(route)} compares a header with ${quote(value)}, whose "*" and "?" would be wildcards`,
      why: 'AWS documents no way to escape a wildcard in header values',
      fix: 'use RequestMatch.headerPattern, with a backslash before each of them',
    }),
  ),
  'aws-load-balancer/not-possible': row<{ route: string; because: string; fix: string }>(
    'error',
    'An action asks for something that AWS refuses.',
    ({ route, because, fix }) => ({ what: `route ${quote(route)} cannot be made: ${because}`, why: UNCHECKED, fix }),
  ),
  'aws-load-balancer/needs-https': row<{ route: string; what: string }>(
    'error',
    'Authentication, gRPC and HTTP/2 need an HTTPS listener.',
    ({ route, what }) => ({
      what: `route ${quote(route)} has ${what}, and no HTTPS listener`,
      why: 'on an HTTP listener the controller leaves out authentication without an error, and AWS refuses target groups for gRPC and HTTP/2',
      fix: 'add tls: Tls.controllerDefault(), for a certificate that is found in ACM by host',
    }),
  ),
  'aws-load-balancer/secret-not-read': row<{ secrets: readonly string[] }>(
    'warning',
    'The controller does not read certificates of Secrets.',
    ({ secrets }) => ({
      what: `the certificate of Secret ${secrets.map(quote).join(', ')} is not used`,
      why: 'a load balancer has certificates of ACM, which the controller finds by the hosts of the routes; without one for each host it makes no HTTPS listener',
      fix: 'import the certificate into ACM and use Tls.controllerDefault(), or name it with awsLoadBalancer: { certificateArn }',
    }),
  ),
  'aws-load-balancer/host-without-certificate': row<{ hosts: readonly string[] }>(
    'error',
    'Every host of an Ingress with an HTTPS listener needs a certificate.',
    ({ hosts }) => ({
      what: `there is no certificate for ${hosts.join(', ')}, and other hosts of the same routes have one`,
      why: 'the controller looks for the certificates of all hosts of an Ingress, and one that it does not find stops the whole group',
      fix: 'give these hosts to a PathIngress of their own, or name the certificates with awsLoadBalancer: { certificateArn }',
    }),
  ),
  'aws-load-balancer/order-not-possible': row<{ first: string; second: string; ingresses: readonly string[]; isSaid: boolean }>(
    'error',
    'The rules of a load balancer cannot be put into the order that the routes need.',
    ({ first, second, ingresses, isSaid }) => ({
      what: `${quote(first)} must be looked at before ${quote(second)}, and Ingress ${ingresses.map((name) => quote(name)).join(' cannot come before ')}`,
      why: isSaid
        ? 'the first rule that matches decides, and groupOrder puts the Ingresses the other way round'
        : 'the first rule that matches decides, and other routes of the two Ingresses need the other order',
      fix: isSaid
        ? 'leave groupOrder out'
        : 'use separate routes for each host, or give some routes another group with awsLoadBalancer: { groupName }',
    }),
  ),
  'aws-load-balancer/group-refused': row<{ group: string; because: string }>(
    'error',
    'The controller cannot make a load balancer of a group.',
    ({ group, because }) => ({
      what: `the controller cannot make the load balancer of group ${quote(group)}: ${because}`,
      why: 'one fault of one Ingress stops the whole group: AWS keeps what it had for all Ingresses of the group',
      fix: 'correct the value that the reason names',
    }),
  ),
  'aws-load-balancer/too-many-rules': limit(
    'A load balancer has 100 rules, all listeners together.',
    'give some routes another group with awsLoadBalancer: { groupName }, or leave httpsRedirect to awsLoadBalancer: { sslRedirect: 443 }, which needs no rules',
  ),
  'aws-load-balancer/too-many-values': limit(
    'A rule has 5 values, host and path among them.',
    'use fewer conditions; a host counts as one value, a Prefix path as two',
  ),
  'aws-load-balancer/too-many-evaluations': limit('A condition has 3 values.', 'use fewer values in one condition'),
  'aws-load-balancer/too-many-wildcards': limit('A rule has 6 wildcards.', 'use fewer wildcards'),
  'aws-load-balancer/value-too-long': limit('A value has 128 characters, and a Prefix path 126.', 'use a shorter host, path or value'),
  'aws-load-balancer/too-many-target-groups': limit('An action has 5 target groups.', 'use fewer Services for one route'),
  'aws-load-balancer/protocol-on-http': limit(
    'Target groups for gRPC and HTTP/2 are for HTTPS listeners alone.',
    'add tls: Tls.controllerDefault(), and leave listenPorts out',
  ),
  'aws-load-balancer/open-on-http': row<{ because: string }>(
    'error',
    'Routes with authentication are also on an HTTP listener, which does not authenticate.',
    ({ because }) => ({
      what: `every client is let in: ${because}`,
      why: 'on an HTTP listener the controller leaves out authentication and reports no error',
      fix: 'leave listenPorts out, or name HTTPS alone',
    }),
  ),
  'aws-load-balancer/challenge-lost': row<{ because: string }>(
    'warning',
    'With ssl-redirect every http request is redirected, also an ACME challenge.',
    ({ because }) => ({
      what: `a route has no effect on http: ${because}`,
      fix: 'use httpsRedirect instead of sslRedirect, and HttpsRedirect.NEVER for this route',
    }),
  ),
} as const;
