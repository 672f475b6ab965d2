import { instead, quote, row, type Unmeant } from './row';

/** Findings about manifests that are read. */
export const INPUT = {
  'input/not-yaml': row<{ because: string; template: boolean }>('error', 'A document must be YAML or JSON.', ({ because, template }) => ({
    what: `the document cannot be read: ${because}`,
    why: 'the whole document is skipped; other documents are read',
    fix: template ? 'it looks like a template of Helm: give what "helm template" prints' : 'correct it',
  })),
  'input/not-text': row<Record<string, never>>('error', 'A file must be text.', () => ({
    what: 'the file is not text in UTF-8 or UTF-16',
    fix: 'give a file with YAML or JSON',
  })),
  'input/file-not-read': row<{ because: string }>('error', 'A file must be there and readable.', ({ because }) => ({
    what: because,
    fix: 'give files, folders or globs relative to the working directory',
  })),
  'input/not-a-url': row<{ because: string }>('error', 'A request needs a URL.', ({ because }) => ({
    what: because,
    fix: 'give one such as "https://shop.example.com/cart"',
  })),
  'input/controllers-of-chart': row<{ controllers: readonly string[] }>('error', 'A table is of one controller.', ({ controllers }) => ({
    what: `the routes are for several controllers: ${controllers.map(quote).join(', ')}`,
    fix: 'choose one with the option "controller"',
  })),
  'input/file-too-long': row<{ limit: number }>('error', 'A file must not be larger than can be read safely.', ({ limit }) => ({
    what: `the file has more than ${megabytes(limit)}, and is not read`,
    fix: 'split it, or leave out the objects that do not matter for routes: "kubectl get ingress,ingressclass,service,endpointslice,configmap,deployment,daemonset -A -o json"',
  })),
  'input/document-too-long': row<{ characters: number; limit: number }>(
    'error',
    'A document in YAML must not be larger than can be read in bounded time and memory.',
    ({ characters, limit }) => ({
      what: `the document has ${megabytes(characters)} of YAML, more than ${megabytes(limit)}, and is not read`,
      why: 'reading it would take minutes; other documents are read',
      fix: 'give it as JSON ("kubectl get -o json"), which is read at any length, or split it',
    }),
  ),
  'input/aliases': row<{ because: string }>('error', 'The aliases of a document must not make it many times as big.', ({ because }) => ({
    what: `the document is not read: ${because}`,
    why: 'a small document with aliases of aliases can fill any memory',
    fix: 'write the values out',
  })),
  'input/not-an-object': row<{ found: string }>('warning', 'A document must be an object of Kubernetes.', ({ found }) => ({
    what: `the document is no object but ${found}`,
    fix: 'remove it; "-" reads only what a command prints on its standard output',
  })),
  'input/empty': row<Record<string, never>>('error', 'The input has no manifest at all.', () => ({
    what: 'there is no manifest in the input',
    why: 'the command that should have written it may have failed, and an empty input would pass every check',
    fix: 'check whether the previous command wrote something, or give other files',
  })),
  'input/no-ingress': row<{ documents: number }>('warning', 'There is nothing that routes.', ({ documents }) => ({
    what: `there is no Ingress among ${documents === 1 ? '1 document' : `${documents} documents`}`,
    fix: 'give the files with the Ingresses, and those with their Services',
  })),
  'input/object-twice': row<{ object: string; other: string }>('warning', 'An object is there more than once.', ({ object, other }) => ({
    what: `${object} is also at ${other}; this one counts`,
    why: 'of objects with the same kind, namespace and name the last that is applied stays',
    fix: 'remove one',
  })),
  'input/field-type': row<{ object: string; field: string; expected: string; found: string }>(
    'error',
    'A field has a type that the API server refuses.',
    ({ object, field, expected, found }) => ({
      what: `${object}: ${field} must be ${expected}, and is ${found}`,
      why: 'the API server refuses the object, so it is left out here',
      fix: expected.includes('text') && /^the (?:number|boolean)/.test(found) ? 'put it into quotes' : 'correct it',
    }),
  ),
  'input/field-missing': row<{ object: string; field: string }>(
    'error',
    'A field is missing that the API server requires.',
    ({ object, field }) => ({
      what: `${object}: ${field} is missing`,
      why: 'the API server refuses the object, so it is left out here',
      fix: 'add it',
    }),
  ),
  'input/field-refused': row<{ object: string; field: string; because: string }>(
    'error',
    'The API server refuses the value of a field.',
    ({ object, field, because }) => ({
      what: `${object} is refused: ${field === '' ? '' : `${field}: `}${because}`,
      why: 'the API server refuses the whole object, so it is left out here',
      fix: 'correct the value; "kubectl apply --dry-run=server" says the same',
    }),
  ),
  'input/field-stored': row<{ object: string; field: string; because: string }>(
    'warning',
    'An object is in the cluster that the API server of today would refuse.',
    ({ object, field, because }) => ({
      what: `${object} would be refused if it were created now: ${field === '' ? '' : `${field}: `}${because}`,
      why: 'it is in the cluster, so it counts here; to restore it, or to create it elsewhere, will fail',
      fix: 'correct the value',
    }),
  ),
  'input/kind-not-served': row<{ object: string; apiVersion: string; kind: string; instead: { kind: string; apiVersion: string } }>(
    'error',
    'The API server has no such kind in such a version.',
    ({ object, apiVersion, kind, instead }) => ({
      what: `${object} is refused: there is no kind ${quote(kind)} in version ${quote(apiVersion)}`,
      why: 'the API server does not know what it is, so it is left out here',
      fix: `write kind ${quote(instead.kind)} and apiVersion ${quote(instead.apiVersion)}`,
    }),
  ),
  'input/field-of-another-version': row<{ object: string; field: string; version: string; instead: string }>(
    'error',
    'A field belongs to another version of the API.',
    ({ object, field, version, instead }) => ({
      what: `${object}: ${version} has no ${field}`,
      why: 'the API server refuses or drops the field, so the object is left out here',
      fix: `use ${instead}`,
    }),
  ),
  'input/old-version': row<{ object: string; version: string; removed: string }>(
    'warning',
    'An Ingress has a version of the API that is no longer served.',
    ({ object, version, removed }) => ({
      what: `${object} is of ${version}, which Kubernetes no longer serves since ${removed}`,
      why: 'it is read as the last controllers did that knew it: a path without a type is a Prefix path, and no class is the class of the controller; some older controllers compared such a path as plain text, so that "/foo" also took "/foobar"',
      fix: 'write it as networking.k8s.io/v1, with ingressClassName, pathType, and backend.service',
    }),
  ),
  'input/controller-assumed': row<{ controller: string; known: readonly string[] }>(
    'info',
    'Nothing says which controller will read the Ingresses.',
    ({ controller, known }) => ({
      what: `nothing says which controller reads the Ingresses; they are read as by ${controller}`,
      fix: `say it with --controller, or controller in cdk8s.yaml (${known.join(', ')}), or give the IngressClass too`,
    }),
  ),
  'input/several-controllers': row<{ controller: string; others: readonly string[] }>(
    'info',
    'The Ingresses belong to more than one controller.',
    ({ controller, others }) => ({
      what: `the manifests are read as by ${controller}; there are also marks of ${others.map(quote).join(', ')}`,
      fix: 'choose with --controller, or controller in cdk8s.yaml, and ask for each of them',
    }),
  ),
  'manifest/refused': row<{ object: string; because: string }>('error', 'Admission refuses an Ingress.', ({ object, because }) => ({
    what: `${object} is refused when it is applied: ${because}`,
    why: 'none of its routes exist',
    fix: 'change what is refused',
  })),
  'manifest/refused-unless': row<{ object: string; because: string; unless: string }>(
    'warning',
    'Admission refuses an Ingress unless the controller has a setting that is not known.',
    ({ object, because, unless }) => ({
      what: `${object} is refused when it is applied, unless ${unless}: ${because}`,
      why: 'the settings of the controller are not known, and by default none of its routes would exist',
      fix: 'change what is refused, or give the settings of the controller, with the option settings of IngressController.fromIngressClassName()',
    }),
  ),
  'manifest/admitted-before': row<{ object: string; because: string }>(
    'warning',
    'An Ingress is in the cluster that admission would refuse now.',
    ({ object, because }) => ({
      what: `${object} would be refused if it were applied now: ${because}`,
      why: 'it is in the cluster, so its routes are in the table; the next change to it will fail',
      fix: 'change what is refused',
    }),
  ),
  'manifest/ignored': row<{ object: string; because: string; ofClass: boolean }>(
    'warning',
    'The controller leaves an object with routes alone.',
    ({ object, because, ofClass }) => ({
      what: `${object} has no effect here: ${because}`,
      why: ofClass ? 'a controller reads only objects of its class' : 'the controller leaves the whole object out',
      fix: !ofClass
        ? 'change what is refused'
        : 'set spec.ingressClassName, or spec.gatewayClassName of the Gateway, or say with --class, or classes in cdk8s.yaml, which class is meant',
    }),
  ),
  'manifest/of-other-controllers': row<{ objects: readonly string[]; controllers: readonly string[] }>(
    'info',
    'Ingresses have a class of another controller.',
    ({ objects, controllers }) => ({
      what: `${objects.join(', ')} ${objects.length === 1 ? 'is' : 'are'} of other controllers: ${controllers.map(quote).join(', ')}`,
      fix: 'nothing; to see what becomes of them, choose their controller with --controller, or controller in cdk8s.yaml',
    }),
  ),
  'manifest/condition': row<{ object: string; of?: string | undefined; type: string; status: string; reason: string; because: string }>(
    'warning',
    'The controller writes into the status of an object that something about it is not well.',
    ({ object, of, type, status, reason, because }) => ({
      what: `${object} gets the condition ${type} ${status} (${reason})${of === undefined ? '' : ` for ${of}`}: ${because}`,
      why: 'the rest is served, and requests that need this part are answered otherwise',
      fix: 'correct what the condition names',
    }),
  ),
  'manifest/not-served': row<{ part: string; because: string }>(
    'error',
    'The controller takes an Ingress, or a part of it, for wrong, and serves the rest.',
    ({ part, because }) => ({
      what: `${part} has no effect: ${because}`,
      why: 'its requests go to another route or to none, and what was to guard them guards nothing',
      fix: 'change what is named',
    }),
  ),
  'manifest/setting-ignored': row<{ object: string; field: string; because: string }>(
    'warning',
    'The controller reads an Ingress as if one of its fields were not there.',
    ({ object, field, because }) => ({
      what: `${field} of ${object} has no effect: ${because}`,
      why: 'the controller takes the rest of the object, and writes this into its log',
      fix: 'correct the value, or remove it',
    }),
  ),
  'manifest/guard-ignored': row<{ object: string; field: string; because: string }>(
    'error',
    'A field that was to keep clients out has no effect, so everybody is let in.',
    ({ object, field, because }) => ({
      what: `${field} of ${object} keeps nobody out: ${because}`,
      why: 'the controller takes the rest of the object, and serves its paths to everybody',
      fix: 'correct the value',
    }),
  ),
  'manifest/configuration-refused': row<{ controller: string; because: string; objects: readonly string[] }>(
    'error',
    'Manifests are let in of which the controller cannot make a configuration that loads.',
    ({ controller, because, objects }) => ({
      what: `${controller} cannot load what it makes of ${objects.join(' and ')}: ${because}`,
      why: 'it keeps its previous configuration, for every host, until this is corrected',
      fix: 'change one of them',
    }),
  ),
  'manifest/part-refused': row<{ controller: string; part: string; because: string; objects: readonly string[] }>(
    'error',
    'Manifests are let in of which the controller cannot make one of its parts, such as one of several load balancers.',
    ({ controller, part, because, objects }) => ({
      what: `${controller} cannot make ${part} of ${objects.join(' and ')}: ${because}`,
      why: 'one fault stops the whole part: nothing of it changes, whatever the other objects say',
      fix: 'change what is refused',
    }),
  ),
  'manifest/limit': row<{ object: string; because: string }>(
    'error',
    'The controller accepts an Ingress, and what it asks for is refused later.',
    ({ object, because }) => ({
      what: `${object} is accepted, and will not work: ${because}`,
      why: 'the controller does not check it; what it hands it on to does, and then changes nothing or only a part',
      fix: 'ask for less, or ask it in several Ingresses',
    }),
  ),
  'manifest/open': row<{ object: string; because: string }>(
    'error',
    'Requests pass that an Ingress means to guard.',
    ({ object, because }) => ({
      what: `${object} lets everybody in: ${because}`,
      why: 'the controller leaves the guard out and reports no error',
      fix: 'serve it only where the guard works',
    }),
  ),
  'manifest/lost': row<{ object: string; because: string }>(
    'warning',
    'Something that an Ingress asks for has no effect.',
    ({ object, because }) => ({ what: `${object} has a part without effect: ${because}`, fix: 'remove it, or what overrides it' }),
  ),
  'manifest/path-takes-more': row<{ route: string; type: string; requests: readonly string[]; because?: string }>(
    'warning',
    'A path of an Ingress takes requests that its type does not promise.',
    ({ route, type, requests, because }) => ({
      what: `path ${quote(route)} (${type}) also takes ${requests.map(quote).join(', ')}`,
      ...(because === undefined ? {} : { why: because }),
      fix:
        because === undefined
          ? 'see with "explain" why'
          : 'give the Ingress that is the cause a host of its own, or see with "explain" what else it changes',
    }),
  ),
  'manifest/path-never-as-promised': row<Unmeant>(
    'error',
    'A path of an Ingress gets none of the requests that its type promises, or not as they were sent.',
    ({ route, type, requests, because }) => ({
      what: `path ${quote(route)} (${type}) never behaves as its type promises: ${instead(requests)}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'change the path that takes them, or run "explain" to see why',
    }),
  ),
  'manifest/path-takes-less': row<Unmeant>(
    'warning',
    'A path of an Ingress does not get requests that its type promises, or not as they were sent.',
    ({ route, type, requests, because }) => ({
      what: `path ${quote(route)} (${type}) does not get ${instead(requests)}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'change the path that takes them, or run "explain" to see why',
    }),
  ),
  'manifest/backend-replaced': row<{ route: string; backend: string; because: string }>(
    'error',
    'A path of an Ingress leads to a Service that cannot be reached, and another one gets its requests.',
    ({ route, backend, because }) => ({
      what: `path ${quote(route)} goes to ${backend}: ${because}`,
      fix: 'correct the name or the port of the Service, or see why its pods are not ready',
    }),
  ),
  'manifest/backend-unreachable': row<{ route: string; status: number; because: string; blamed: 'Service' | 'annotation' }>(
    'error',
    'A path of an Ingress leads to a Service that cannot be reached.',
    ({ route, status, because, blamed }) => ({
      what: `path ${quote(route)} is answered ${status}: ${because}`,
      fix:
        blamed === 'Service'
          ? 'correct the name or the port of the Service, or see why its pods are not ready'
          : 'correct the annotation, or the object that it names',
    }),
  ),
  'manifest/other-version': row<{ image: string; version: string }>(
    'info',
    'The controller of the manifests has another version than that whose behaviour is known.',
    ({ image, version }) => ({
      what: `a workload runs the image ${quote(image)}; the answers are those of ${version}`,
      fix: `read the changes between the two versions, or run ${version}`,
    }),
  ),
  'manifest/service-not-given': row<{ route: string; service: string }>(
    'info',
    'A path leads to a Service that is not among the manifests.',
    ({ route, service }) => ({
      what: `path ${quote(route)} goes to Service ${service}, which no file has; it is taken to exist`,
      fix: 'give its file too, or correct the name',
    }),
  ),
} as const;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
