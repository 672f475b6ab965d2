import { meant, quote, row } from './row';

/** Causes that lie in the options of an installation. */
export const CONTROLLERS = {
  'controller/name-malformed': row<{ option: string; value: string; rule: string }>(
    'error',
    'An option is a name that Kubernetes does not accept.',
    ({ option, value, rule }) => ({ what: `${option} ${quote(value)} is not a name that Kubernetes accepts`, fix: `use ${rule}` }),
  ),
  'controller/number-out-of-range': row<{ option: string; value: unknown; min: number; max: number; unit: string }>(
    'error',
    'An option is not a whole number, or outside its range.',
    ({ option, value, min, max, unit }) => ({
      what: `${option} ${quote(value)} must be a whole number of ${unit} from ${min} to ${max}`,
      fix: `use a value from ${min} to ${max}`,
    }),
  ),
  'controller/port-out-of-range': row<{ option: string; value: unknown }>(
    'error',
    'A port is not a whole number from 1 to 65535.',
    ({ option, value }) => ({
      what: `${option} ${quote(value)} must be a port from 1 to 65535`,
      fix: 'use a whole number from 1 to 65535',
    }),
  ),
  'controller/node-port-out-of-range': row<{ option: string; value: unknown }>(
    'error',
    'A port of the nodes is outside the range that Kubernetes gives to Services.',
    ({ option, value }) => ({
      what: `${option} ${quote(value)} must be a port from 30000 to 32767`,
      why: 'only these ports of a node may belong to a Service, unless the API server was started with another --service-node-port-range',
      fix: 'use a port of that range; for a cluster with another range, patch the Service with addJsonPatch',
    }),
  ),
  'controller/port-twice': row<{ option: string; port: number; protocol: string }>(
    'error',
    'One port is given to two listeners.',
    ({ option, port, protocol }) => ({
      what: `${protocol} port ${port} is used twice in ${option}`,
      why: 'the API server refuses a second listener on the same port',
      fix: 'give each listener a port of its own',
    }),
  ),
  'controller/host-port-differs': row<{ listener: string; hostPort: number; port: number }>(
    'error',
    'A port of the node differs from the port of the controller although it uses the network of the node.',
    ({ listener, hostPort, port }) => ({
      what: `host port ${hostPort} for ${quote(listener)} must be ${port}`,
      why: `with hostNetwork the controller listens on port ${port} of the node itself, and no option changes that`,
      fix: 'leave out hostPorts, or leave out hostNetwork',
    }),
  ),
  'controller/options-exclude-each-other': row<{ first: string; second: string; why: string; fix: string }>(
    'error',
    'Two options of an installation contradict each other.',
    ({ first, second, why, fix }) => ({ what: `${first} and ${second} exclude each other`, why, fix }),
  ),
  'controller/replicas-out-of-order': row<{ min: number; max: number }>(
    'error',
    'The fewest pods of an autoscaler are more than the most.',
    ({ min, max }) => ({
      what: `autoscaling.minReplicas ${min} must not be more than autoscaling.maxReplicas ${max}`,
      fix: `use minReplicas up to ${max}, or maxReplicas of at least ${min}`,
    }),
  ),
  'controller/autoscaling-without-request': row<{ resource: string }>(
    'error',
    'An autoscaler targets a share of a resource that the pods do not request.',
    ({ resource }) => ({
      what: `autoscaling targets a share of the requested ${resource}, but resources request none`,
      why: 'without a request Kubernetes cannot compute the share, and the number of pods would never change',
      fix: `state resources.requests.${resource}, or give only a target for the other resource`,
    }),
  ),
  'controller/update-cannot-proceed': row<{ workload: string; why: string; fix: string }>(
    'error',
    'The limits of a rolling update leave no way to replace a pod.',
    ({ workload, why, fix }) => ({ what: `updateStrategy does not let a ${workload} replace any pod`, why, fix }),
  ),
  'controller/drain-blocked': row<{ replicas: number; stay: number }>(
    'warning',
    'A disruption budget keeps every pod, so that nodes cannot be drained.',
    ({ replicas, stay }) => ({
      what: `podDisruptionBudget keeps ${stay} of ${replicas} pods`,
      why: 'no pod may be evicted, so draining its node never ends',
      fix: `run at least ${stay + 1} replicas, or leave out podDisruptionBudget`,
    }),
  ),
  'controller/label-malformed': row<{ option: string; key: string; value: string; part: string }>(
    'error',
    'Kubernetes does not accept a label or annotation.',
    ({ option, key, value, part }) => ({
      what: `${option} has ${quote(key)}: ${quote(value)}, whose ${part} Kubernetes does not accept`,
      fix:
        part === 'key'
          ? 'use letters, digits, "-", "_" and "." in a key, at most 63, optionally after a domain and "/"'
          : 'use letters, digits, "-", "_" and "." in a value, at most 63, with a letter or digit at both ends',
    }),
  ),
  'controller/label-is-taken': row<{ option: string; key: string }>(
    'error',
    'A label is set that belongs to the installation.',
    ({ option, key }) => ({
      what: `${option} must not set ${quote(key)}`,
      why: 'Services find the pods of the controller by the labels of the installation',
      fix: 'use a label of your own; namePrefix changes "app.kubernetes.io/instance"',
    }),
  ),
  'controller/image-malformed': row<{ option: string; value: string; form: string }>(
    'error',
    'A part of an image reference is malformed.',
    ({ option, value, form }) => ({ what: `${option} ${quote(value)} cannot be part of an image reference`, fix: `use ${form}` }),
  ),
  'controller/reference-malformed': row<{ option: string; value: string }>(
    'error',
    'An option must be a namespace, a slash and a name.',
    ({ option, value }) => ({
      what: `${option} ${quote(value)} must be "namespace/name"`,
      fix: 'put the namespace before the name, with "/" between',
    }),
  ),
  'controller/cidr-malformed': row<{ option: string; value: string }>(
    'error',
    'A range of addresses is not a CIDR.',
    ({ option, value }) => ({
      what: `${option} ${quote(value)} is not a range of addresses`,
      fix: 'use a CIDR such as "10.0.0.0/8" or "2001:db8::/32"',
    }),
  ),
  'controller/service-type-refuses': row<{ option: string; type: string; types: string }>(
    'error',
    'A field of a Service is set that its type does not have.',
    ({ option, type, types }) => ({
      what: `${option} cannot be set on a Service of type ${type}`,
      why: `the API server accepts it only with type ${types}`,
      fix: `use type ${types}, or leave the option out`,
    }),
  ),
  'controller/internal-service-is-public': row<object>('error', 'An internal load balancer has no setting that keeps it internal.', () => ({
    what: 'internalService would get a public load balancer',
    why: 'only an annotation of the provider or a load balancer class keeps it inside the private network',
    fix: 'give internalService.annotations or internalService.loadBalancerClass, or use ControllerServiceType.CLUSTER_IP',
  })),
  'controller/duration-malformed': row<{ option: string; value: string }>(
    'error',
    'A duration is not a whole number of seconds.',
    ({ option, value }) => ({ what: `${option} of ${value} must be whole seconds`, fix: 'use Duration.seconds(...)' }),
  ),
  'controller/stream-service-malformed': row<{ option: string; port: string; value: string; form: string }>(
    'error',
    'The target of a TCP or UDP service is malformed.',
    ({ option, port, value, form }) => ({
      what: `${option} sends port ${port} to ${quote(value)}, which is not ${form}`,
      why: 'the controller would log a warning and leave the port closed',
      fix: `use ${form}`,
    }),
  ),
  'controller/stream-port-reserved': row<{ option: string; port: number; use: string }>(
    'error',
    'A TCP or UDP service is on a port that the controller uses itself.',
    ({ option, port, use }) => ({
      what: `${option} cannot use port ${port}`,
      why: `the controller uses it for ${use}, and would ignore the service`,
      fix: 'use another port',
    }),
  ),
  'controller/node-port-without-stream': row<{ option: string; port: string; streams: string }>(
    'error',
    'A port of the nodes is given to a TCP or UDP service that does not exist.',
    ({ option, port, streams }) => ({
      what: `${option} names port ${port}, and ${streams} has no such port`,
      fix: `add the port to ${streams}, or leave the node port out`,
    }),
  ),
  'controller/selector-malformed': row<{ option: string; value: string }>(
    'error',
    'A label selector is malformed.',
    ({ option, value }) => ({
      what: `${option} ${quote(value)} is not a label selector`,
      why: 'the controller would not start',
      fix: 'use requirements such as "team=shop", "stage!=test" or "zone in (a,b)", separated by commas',
    }),
  ),
  'controller/value-malformed': row<{ option: string; value: unknown; form: string }>(
    'error',
    'An option has a form that neither Kubernetes nor the controller accepts.',
    ({ option, value, form }) => ({ what: `${option} ${quote(value)} must be ${form}`, fix: `use ${form}` }),
  ),
  'controller/value-refused': row<{ option: string; because: string }>(
    'error',
    'The API server refuses an option that has the form of Kubernetes.',
    ({ option, because }) => ({
      what: `${option} is refused: ${because}`,
      why: 'the API server refuses the whole object',
      fix: 'correct the value',
    }),
  ),
  'controller/arg-is-an-option': row<{ arg: string; option: string }>(
    'error',
    'A flag is given that an option of this library sets.',
    ({ arg, option }) => ({
      what: `extraArgs must not set ${quote(arg)}`,
      why: 'the flag belongs to an option, and other objects of the installation depend on it',
      fix: `use the option "${option}"`,
    }),
  ),
  'controller/arg-changes-ports': row<{ arg: string }>(
    'error',
    'A flag is given that changes what probes, Services and policies of the installation rely on.',
    ({ arg }) => ({
      what: `extraArgs must not set ${quote(arg)}`,
      why: 'probes, container ports and Services name the value that the flag would change',
      fix: 'leave it out; for other ports outside, use service.ports or hostPorts',
    }),
  ),
  'controller/arg-unknown': row<{ arg: string; suggestion: string | undefined }>(
    'error',
    'A flag is given that the controller does not know.',
    ({ arg, suggestion }) => ({
      what: `extraArgs has ${quote(arg)}, which the controller does not know`,
      why: 'the controller would not start',
      fix: `correct the flag; write it without the two dashes${meant(suggestion)}`,
    }),
  ),
  'controller/placeholder-left': row<{ platform: string }>(
    'warning',
    'The installation contains placeholders of the published manifest.',
    ({ platform }) => ({
      what: `the manifest of platform ${quote(platform)} still has the placeholders for the certificate and the addresses of the VPC`,
      why: 'the load balancer cannot be made without a certificate',
      fix: 'give awsTlsTermination',
    }),
  ),
  'controller/proxy-protocol-one-sided': row<{ service: string; annotation: string; sends: boolean }>(
    'warning',
    'The load balancer and the controller do not agree on proxy protocol.',
    ({ service, annotation, sends }) => ({
      what: sends
        ? `the load balancer of ${service} speaks proxy protocol, and the controller does not expect it`
        : `the controller expects proxy protocol, and the load balancer of ${service} does not speak it`,
      why: sends
        ? `annotation ${quote(annotation)} switches it on, and the controller would read the proxy protocol header as a malformed request`
        : 'config.useProxyProtocol is on, and the controller closes every connection that does not begin with proxy protocol',
      fix: sends
        ? 'set config.useProxyProtocol to true, or leave the annotation out'
        : `set annotation ${quote(annotation)} on the Service, or config.useProxyProtocol to false`,
    }),
  ),
  'controller/pod-security-refuses': row<{ level: string; because: string }>(
    'error',
    'The Namespace of the installation would not admit its pods.',
    ({ level, because }) => ({
      what: `namespaceLabels enforce Pod Security level ${quote(level)}, which does not admit the pods of the controller`,
      why: `they use ${because}, which only level "privileged" admits`,
      fix: `use level "privileged" for the namespace of the controller, or leave out ${because}`,
    }),
  ),
  'controller/pods-need-nodes': row<{ pods: number; because: string }>(
    'info',
    'Each pod that uses ports of its node needs a node of its own.',
    ({ pods, because }) => ({
      what: `${pods} pods of the controller need ${pods} nodes`,
      why: `they use ${because}, so two of them cannot run on one node; a pod that finds no free node stays pending`,
      fix: 'run one pod on a cluster with one node, or ControllerWorkload.DAEMON_SET for one pod on every node',
    }),
  ),
  'controller/nothing-to-install': row<{ kind: string }>('error', 'This library cannot install a controller of this kind.', ({ kind }) => ({
    what: `${quote(kind)} cannot be installed by this library`,
    why: 'the library has no manifests for it',
    fix: 'install it separately, and refer to it with IngressController.fromIngressClassName(...)',
  })),
  'controller/without-ingress-class': row<{ kind: string }>(
    'error',
    'A controller that has no IngressClass is referred to by one.',
    ({ kind }) => ({
      what: `${quote(kind)} has no IngressClass`,
      why: 'its routes refer to a Gateway',
      fix: 'use IngressController.fromGateway(name, { namespace, implementation })',
    }),
  ),
  'controller/without-workload': row<{ kind: string }>('error', 'The app has no workload of this controller.', ({ kind }) => ({
    what: `${quote(kind)} has no workload in this app`,
    why: 'the app creates only the GatewayClass and the Gateway; the controller that serves them is installed separately',
    fix: 'patch the workload where the controller is installed',
  })),
  'controller/object-clash': row<{
    objects: readonly string[];
    other: string;
    namePrefix: boolean;
    namespace: boolean;
    ingressClassName: boolean;
    controllerValue: boolean;
  }>('error', 'Two controllers of one app install the same objects.', ({ objects, other, ...same }) => ({
    what: `${someOf(objects)} ${objects.length === 1 ? 'is' : 'are'} installed by "${other}" too`,
    why: 'the object that is applied last would replace the other',
    fix: `give each controller ${listed([
      ...(same.namePrefix ? ['its own namePrefix'] : []),
      ...(same.namespace ? ['its own namespace (or one of them createNamespace: false)'] : []),
      ...(same.ingressClassName ? ['its own ingressClassName'] : []),
      ...(same.controllerValue ? ['its own controllerValue (or watchNamespace)'] : []),
    ])}`,
  })),
  'controller/settings-contradicted': row<Record<never, never>>(
    'error',
    'Two references to one controller have different settings.',
    () => ({
      what: 'the settings of the controller differ from those that another PathIngress gives',
      why: 'both use the same controller, which has one set of settings; how it treats routes depends on them',
      fix: 'call IngressController.fromIngressClassName once, and use its result for both',
    }),
  ),
  'controller/class-clash': row<{ ingressClassName: string; other: string }>(
    'error',
    'Two controllers of one app have the same ingress class.',
    ({ ingressClassName, other }) => ({
      what: `ingress class ${quote(ingressClassName)} belongs to "${other}" too`,
      why: 'the class of an Ingress decides which controller serves it',
      fix: 'give each controller its own ingressClassName',
    }),
  ),
  'controller/default-class-clash': row<{ other: string }>(
    'error',
    'Two controllers of one app have the default ingress class.',
    ({ other }) => ({
      what: `"${other}" has the default ingress class too`,
      why: 'with two default classes the API server refuses every Ingress without a class',
      fix: 'set defaultIngressClass on one controller only',
    }),
  ),
  'controller/controller-value-clash': row<{ value: string; other: string }>(
    'error',
    'Two controllers of one app serve the same Ingresses.',
    ({ value, other }) => ({
      what: `controller value ${quote(value)} belongs to "${other}" too`,
      why: 'a controller serves every class with its value, so both would serve the Ingresses of both',
      fix: 'give each its own controllerValue, or its own watchNamespace',
    }),
  ),
} as const;

/** Names the first of many, and counts the others. */
function someOf(objects: readonly string[]): string {
  const named = objects.length > 4 ? 3 : objects.length;
  return listed([...objects.slice(0, named), ...(objects.length > named ? [`${objects.length - named} other objects`] : [])]);
}

const listed = (items: readonly string[]): string =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}` : items.join('');
