import { type CommandName, DEFAULT_FOLDER } from './arguments';

const READING = `
Files are YAML or JSON: files, quoted globs, folders (all *.yaml, *.yml and *.json below), or "-" for standard input. Without any:
the folder ${DEFAULT_FOLDER}, where cdk8s writes.

  -c, --controller <name>   where the manifests do not say: ingress-nginx; traefik/ingress (Traefik, reading Ingresses),
                            traefik/crd (IngressRoutes) or traefik/nginx (Ingresses of ingress-nginx); aws-load-balancer;
                            haproxy; gateway-api/<implementation>; portable (the Ingress API alone)
      --class <name>        ingress class of the controller, where the manifests do not say; Ingresses that name none get it
      --config-map <ns/name>  config map of the controller, where the manifests do not say
  -o, --output <form>       text, json or markdown`;

const HELP: { readonly [N in CommandName]: string } = {
  explain: `cdk8s-ingress explain <url> [files...]

Describes step by step what happens to a request: which host takes it, which paths are compared in which order, why each does not
match, which object and field decides, and what the backend sees.
${READING}
      --controllers <names> what each of these would do with the same files, such as envoy-gateway,istio,traefik; all: every one
  -X, --method <method>     GET, if not given
  -H, --header "<n>: <v>"   a header of the request, as often as needed
      --effects             also what else happens to the request: limits, timeouts, headers and the like, defaults included
      --headers             of these only what the backend gets besides the path, and what the client gets of it: protocol, Host, headers,
                            Location, cookies, copies of the request

  helm template shop ./chart | cdk8s-ingress explain https://shop.example.com/cart -`,
  routes: `cdk8s-ingress routes [files...]

Prints the routing table of the controller: all hosts and paths in the order in which they are compared, with backend, rewrite, and the
object and field that made each.
${READING}
      --effects             also what else happens to requests, where somebody has set it: limits, timeouts, headers and the like

  kubectl get ingress,ingressclass,service,endpointslice,configmap,deployment,daemonset -A -o json | cdk8s-ingress routes -`,
  check: `cdk8s-ingress check [files...]

Prints findings: what the controller refuses, what keeps it from loading its configuration, what takes other requests than its path says.
${READING}
      --fail-on <severity>  error (if not given), warning or info: exit with 1 at findings of this severity or above

  cdk8s-ingress check --fail-on warning dist`,
  diff: `cdk8s-ingress diff <before...> -- <after...>
cdk8s-ingress diff --controllers <one>,<other> <files...>
cdk8s-ingress diff --from <revision> [--to <revision>] <files...>

Compares what two sets of manifests do with every request, and prints for each difference a request that shows it, the worst first. Without
files after "--" the same files are compared under two controllers, or of two revisions of a git repository.
${READING}; sarif for code hosts
      --before-controller <name>, --after-controller <name>, --controllers <before>,<after>
                            the controllers of the sides
      --from <revision>, --to <revision>
                            take the files of a side from git; without --to, the files as they are are compared with those of --from
      --map <ns/name>=<ns/name>
                            the new name of a Service, as often as needed
      --only unguarded      only what kept clients out and no longer does
      --requests <form>     in place of differences, the fewest requests that touch everything that one of the sides does with requests, for
                            another program to send: hurl, curl or json
      --all                 every difference on its own, not in groups and not only some of each kind
      --fail-on <kind>      exit with 1 at differences of this kind or a worse one: unguarded, elsewhere, lost, rewritten, answered, gained,
                            guarded, effect, raw; any (if not given) is all but raw

  cdk8s-ingress diff old/ -- new/`,
  replay: `cdk8s-ingress replay <access log> <before...> -- <after...>
cdk8s-ingress replay --controllers <one>,<other> <access log> <files...>
cdk8s-ingress replay --merge <result...>

Sends the requests of an access log through two sets of manifests, or through one under two controllers, and prints which share of them is
treated differently, by kind. The log is of
nginx, Envoy or Traefik (common, combined, JSON; .gz), or "-" for standard input; it may be of any length.
${READING}
      --before-controller <name>, --after-controller <name>, --controllers <before>,<after>
                            the controllers of the sides
      --host <name>         the host of lines that name none
      --scheme <scheme>     http (if not given) or https, where lines do not say
      --merge               adds what "replay -o json" has printed of the parts of a log

  cdk8s-ingress replay access.log.gz old/ -- new/`,
  probe: `cdk8s-ingress probe --to <url> [files...]

Sends requests to a live endpoint, the fewest that touch every route of the manifests, and compares the answers with those that the manifests
predict. Requests go to the address of --to alone, with the host that is asked for; redirects are not followed.
${READING}
      --to <url>            where requests go, such as http://127.0.0.1:8080; once for http, and once for https
      --resolve <host>:<address>
                            another address for one host, as often as needed
      --backend-header <name>, --backend-pattern <regex>
                            the header of responses, or the pattern for bodies (its first group), with which backends name their Service or pod;
                            without, it cannot be compared which backend answers
      --path-header <name>, --path-pattern <regex>
                            the same for the path that the backend got; without, it is not compared
      --rate <number>       requests a second: 20, if not given
      --max-requests <number>, --max-seconds <number>, --timeout <seconds>
                            1000, 300, and 5 for each request, if not given
      --insecure            takes certificates that nobody vouches for
      --unsafe-methods      sends methods other than GET, HEAD and OPTIONS, too
      --junit <file>        also writes a report for CI

  kubectl port-forward -n ingress service/controller 8080:80 & cdk8s-ingress probe --to http://127.0.0.1:8080 dist`,
};

export function helpText(topic: CommandName | undefined): string {
  if (topic !== undefined) return `${HELP[topic]}\n`;
  return `cdk8s-ingress: what will a URL do?

  cdk8s-ingress explain <url> [files...]   what happens to one request, and why
  cdk8s-ingress routes [files...]          all hosts and paths, in order
  cdk8s-ingress check [files...]           what is wrong or may surprise
  cdk8s-ingress diff <before> -- <after>   which requests two sets of manifests treat differently

  cdk8s-ingress replay <log> <before> -- <after>
                                           which share of the requests of a log they treat differently

  cdk8s-ingress probe --to <url> [files...]
                                           whether a live endpoint answers as the files predict

  cdk8s-ingress help <command>             options of a command
  cdk8s-ingress --version

Exit codes: 0 done; 1 findings (check, diff: of --fail-on or above; probe: different answers; others: input that could not be read);
2 wrong usage; 3 a bug; 4 undecided (diff, replay, probe).
`;
}
