import { instead, quote, row, type Unmeant } from './row';

/** Findings about manifests that are read. */
export const INPUT = {
  'input/not-yaml': row<{ because: string; template: boolean }>('error', 'A document must be YAML or JSON.', ({ because, template }) => ({
    what: `the document cannot be read: ${because}`,
    why: 'the whole document is skipped; other documents are read',
    fix: template ? 'it looks like a Helm template: give the output of "helm template"' : 'correct it',
  })),
  'input/not-text': row<Record<string, never>>('error', 'A file must be text.', () => ({
    what: 'the file is not text in UTF-8 or UTF-16',
    fix: 'give a file with YAML or JSON',
  })),
  'input/file-not-read': row<{ because: string }>('error', 'A file must exist and be readable.', ({ because }) => ({
    what: because,
    fix: 'give files, folders or globs relative to the working directory',
  })),
  'input/file-unreadable': row<{ because: string }>('error', 'A file that is there must be readable.', ({ because }) => ({
    what: `the file cannot be read: ${because}`,
    why: 'the whole file is skipped; other files are read',
    fix: 'correct the file or its permissions, or do not give it',
  })),
  'input/list-of-objects': row<{ items: number }>('error', 'Objects must be documents or items of a List.', ({ items }) => ({
    what: `the document is a list of ${items === 1 ? '1 item' : `${items} items`} and no object`,
    why: 'kubectl refuses such a document, so its items are left out here',
    fix: 'write each item as a document of its own, with "---" between them, or write the list as "items" of an object with "apiVersion: v1" and "kind: List"',
  })),
  'input/lists-in-lists': row<{ limit: number }>('error', 'Lists of objects must not be nested deeply.', ({ limit }) => ({
    what: `lists of objects are nested more than ${limit} deep, and the inner ones are not read`,
    fix: 'put the objects into one list',
  })),
  'input/field-unknown': row<{ object: string; field: string; meant: string | undefined }>(
    'warning',
    'An object has a field that its kind does not have.',
    ({ object, field, meant }) => ({
      what: `${object}: there is no field ${field}${meant === undefined ? '' : `; did you mean ${quote(meant)}?`}`,
      why: 'kubectl refuses the object, as it does by default (--validate=strict); other clients are warned, and the API server drops the field',
      fix: meant === undefined ? 'remove it, or write it where it belongs' : `write ${quote(meant)}, or remove it`,
    }),
  ),
  'input/not-a-url': row<{ because: string }>('error', 'A request needs a URL.', ({ because }) => ({
    what: because,
    fix: 'give one such as "https://shop.example.com/cart"',
  })),
  'input/controllers-of-chart': row<{ controllers: readonly string[] }>(
    'error',
    'A routing table is for one controller.',
    ({ controllers }) => ({
      what: `the routes are for several controllers: ${controllers.map(quote).join(', ')}`,
      fix: 'choose one with the option "controller"',
    }),
  ),
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
    fix: 'replace the aliases by their values',
  })),
  'input/not-an-object': row<{ found: string }>('warning', 'A document must be an object of Kubernetes.', ({ found }) => ({
    what: `the document is not an object but ${found}`,
    fix: 'remove it; a command before "-" must write nothing but manifests to its standard output',
  })),
  'input/empty': row<Record<string, never>>('error', 'The input has no manifest at all.', () => ({
    what: 'there is no manifest in the input',
    why: 'the command that should have written it may have failed, and an empty input would pass every check',
    fix: 'check whether the previous command wrote something, or give other files',
  })),
  'input/file-empty': row<Record<string, never>>('warning', 'A file has nothing in it.', () => ({
    what: 'the file is empty',
    why: 'the command that should have written it may have failed',
    fix: 'write the file once more, or leave it out',
  })),
  'input/folder-not-read': row<{ files: number }>('info', 'A hidden folder with manifests is not read.', ({ files }) => ({
    what: `the folder is hidden, so ${files === 1 ? 'its file is' : `its ${files} files are`} not read`,
    fix: 'no action is needed; to read the files, name the folder itself',
  })),
  'input/no-ingress': row<{ documents: number }>('warning', 'The input has no object with routes.', ({ documents }) => ({
    what: `there is no Ingress among ${documents === 1 ? '1 document' : `${documents} documents`}`,
    fix: 'give the files with the Ingresses, and those with their Services',
  })),
  'input/object-twice': row<{ object: string; other: string }>('warning', 'An object is given more than once.', ({ object, other }) => ({
    what: `${object} is also at ${other}; this one counts`,
    why: 'of objects with the same kind, namespace and name, the cluster keeps the one that is applied last',
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
      fix: 'correct the value; "kubectl apply --dry-run=server" reports the same error',
    }),
  ),
  'input/field-stored': row<{ object: string; field: string; because: string }>(
    'warning',
    'A current API server would refuse an object that is already in the cluster.',
    ({ object, field, because }) => ({
      what: `${object} would be refused if it were created now: ${field === '' ? '' : `${field}: `}${because}`,
      why: 'it is in the cluster, so it is read here; restoring it, or creating it elsewhere, will fail',
      fix: 'correct the value',
    }),
  ),
  'input/kind-not-served': row<{ object: string; apiVersion: string; kind: string; instead: { kind: string; apiVersion: string } }>(
    'error',
    'The API server does not have this kind in this version.',
    ({ object, apiVersion, kind, instead }) => ({
      what: `${object} is refused: there is no kind ${quote(kind)} in version ${quote(apiVersion)}`,
      why: 'the API server cannot create the object, so it is left out here',
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
      what: `${object} is of ${version}, which Kubernetes has not served since ${removed}`,
      why: 'it is read like the last controllers that supported it read it: a path without a type is a Prefix path, and an Ingress without a class belongs to the controller; some older controllers compared such a path as plain text, so that "/foo" also took "/foobar"',
      fix: 'write it as networking.k8s.io/v1, with ingressClassName, pathType, and backend.service',
    }),
  ),
  'input/controller-assumed': row<{ controller: string; known: readonly string[] }>(
    'info',
    'Nothing says which controller will read the Ingresses.',
    ({ controller, known }) => ({
      what: `nothing says which controller reads the Ingresses; they are read as by ${controller}`,
      fix: `choose one with --controller, or controller in cdk8s.yaml (${known.join(', ')}), or add the IngressClass to the input`,
    }),
  ),
  'input/nothing-read': row<{ controller: string; known: readonly string[] }>(
    'warning',
    'The controller that was chosen reads none of the routes.',
    ({ controller, known }) => ({
      what: `${controller} reads none of the objects with routes, so nothing is known of these routes`,
      why: 'their class, their kind or their parentRefs belong to another controller',
      fix: `choose the controller that reads them (${known.join(', ')}), or give its class with --class`,
    }),
  ),
  'input/several-controllers': row<{ controller: string; others: readonly string[] }>(
    'info',
    'The Ingresses belong to more than one controller.',
    ({ controller, others }) => ({
      what: `the manifests are read as by ${controller}; some objects point to ${others.map(quote).join(', ')}`,
      fix: 'choose a controller with --controller, or controller in cdk8s.yaml, and run the command once for each',
    }),
  ),
  'manifest/refused': row<{ object: string; because: string; fix?: string }>(
    'error',
    'Admission refuses an Ingress.',
    ({ object, because, fix }) => ({
      what: `${object} is refused when it is applied: ${because}`,
      why: 'none of its routes exist',
      fix: fix ?? 'change the value that is refused',
    }),
  ),
  'manifest/refused-unless': row<{ object: string; because: string; unless: string; fix?: string }>(
    'warning',
    'Admission refuses an Ingress unless the controller has a setting that is not known.',
    ({ object, because, unless, fix }) => ({
      what: `${object} is refused when it is applied, unless ${unless}: ${because}`,
      why: 'the settings of the controller are not known, and by default none of its routes would exist',
      fix: `${fix ?? 'change what is refused'}; if the controller has the setting, give its settings, with the option settings of IngressController.fromIngressClassName()`,
    }),
  ),
  'manifest/admitted-before': row<{ object: string; because: string; fix?: string }>(
    'warning',
    'Admission would refuse an Ingress that is already in the cluster.',
    ({ object, because, fix }) => ({
      what: `${object} would be refused if it were applied now: ${because}`,
      why: 'it is in the cluster, so its routes are in the table; the next change to it will fail',
      fix: fix ?? 'change the value that is refused',
    }),
  ),
  'manifest/ignored': row<{ object: string; because: string; ofClass: boolean }>(
    'warning',
    'The controller ignores an object with routes.',
    ({ object, because, ofClass }) => ({
      what: `${object} has no effect here: ${because}`,
      why: ofClass ? 'a controller reads only objects of its class' : 'the controller ignores the whole object',
      fix: !ofClass
        ? 'change what is refused'
        : 'set spec.ingressClassName, or spec.gatewayClassName of the Gateway, or name the class with --class, or classes in cdk8s.yaml',
    }),
  ),
  'manifest/of-other-controllers': row<{ objects: readonly string[]; controllers: readonly string[] }>(
    'info',
    'Ingresses have a class of another controller.',
    ({ objects, controllers }) => ({
      what: `${objects.join(', ')} ${objects.length === 1 ? 'is' : 'are'} of other controllers: ${controllers.map(quote).join(', ')}`,
      fix: 'no action is needed; to see how they are routed, choose their controller with --controller, or controller in cdk8s.yaml',
    }),
  ),
  'manifest/condition': row<{ object: string; of?: string | undefined; type: string; status: string; reason: string; because: string }>(
    'warning',
    'The controller reports a problem in the status of an object.',
    ({ object, of, type, status, reason, because }) => ({
      what: `${object} gets the condition ${type} ${status} (${reason})${of === undefined ? '' : ` for ${of}`}: ${because}`,
      why: 'the rest of the object is served, and requests that need this part get another answer',
      fix: 'correct the cause that the condition names',
    }),
  ),
  'manifest/not-served': row<{ part: string; because: string }>(
    'error',
    'The controller rejects an Ingress, or a part of it, and serves the rest.',
    ({ part, because }) => ({
      what: `${part} has no effect: ${because}`,
      why: 'its requests go to another route or to none, and access rules in it protect nothing',
      fix: 'correct the part that is named',
    }),
  ),
  'manifest/setting-ignored': row<{ object: string; field: string; because: string }>(
    'warning',
    'The controller ignores a field of an object, and uses the rest.',
    ({ object, field, because }) => ({
      what: `${field} of ${object} has no effect: ${because}`,
      why: 'the controller uses the rest of the object, and reports this only in its log',
      fix: 'correct the value, use a setting that the controller reads, or remove it',
    }),
  ),
  'manifest/guard-ignored': row<{ object: string; field: string; because: string }>(
    'error',
    'A field that should restrict access has no effect, so every client is let in.',
    ({ object, field, because }) => ({
      what: `${field} of ${object} does not restrict access: ${because}`,
      why: 'the controller uses the rest of the object, and serves its paths to every client',
      fix: 'correct the value, or restrict access by a setting that the controller reads',
    }),
  ),
  'manifest/configuration-refused': row<{ controller: string; because: string; objects: readonly string[] }>(
    'error',
    'The API server accepts the manifests, but the controller cannot load the configuration that it makes from them.',
    ({ controller, because, objects }) => ({
      what: `${controller} cannot load the configuration that it makes from ${objects.join(' and ')}: ${because}`,
      why: 'it keeps its previous configuration, for every host, until this is corrected',
      fix: 'change one of these objects',
    }),
  ),
  'manifest/part-refused': row<{ controller: string; part: string; because: string; objects: readonly string[] }>(
    'error',
    'The API server accepts the manifests, but the controller cannot make a part of its configuration from them, such as one of several load balancers.',
    ({ controller, part, because, objects }) => ({
      what: `${controller} cannot make ${part} from ${objects.join(' and ')}: ${because}`,
      why: 'one fault stops the whole part: nothing of it changes, whatever the other objects say',
      fix: 'change the value that is refused',
    }),
  ),
  'manifest/limit': row<{ object: string; because: string }>(
    'error',
    'The controller accepts an Ingress, but the system that it configures refuses its settings later.',
    ({ object, because }) => ({
      what: `${object} is accepted, but will not work: ${because}`,
      why: 'the controller does not check this; the system that it configures does, and then applies nothing or only a part',
      fix: 'reduce the settings, or spread them over several Ingresses',
    }),
  ),
  'manifest/credentials-in-clear': row<{ route: string }>(
    'warning',
    'A path asks for a password over plain http, although its host has a certificate.',
    ({ route }) => ({
      what: `path ${quote(route)} asks for a name and a password over plain http too`,
      why: 'a client that comes by http sends them for everybody on the way to read',
      fix: 'redirect http to https for this host',
    }),
  ),
  'manifest/open': row<{ object: string; because: string }>(
    'error',
    'An access rule of an Ingress has no effect, so every client is let in.',
    ({ object, because }) => ({
      what: `${object} lets every client in: ${because}`,
      why: 'the controller leaves the access rule out and reports no error',
      fix: 'serve its paths only where the access rule works',
    }),
  ),
  'manifest/lost': row<{ object: string; because: string }>('warning', 'A part of an Ingress has no effect.', ({ object, because }) => ({
    what: `${object} has a part without effect: ${because}`,
    fix: 'remove that part, or the setting that overrides it',
  })),
  'manifest/path-takes-more': row<{ route: string; type: string; requests: readonly string[]; because?: string }>(
    'warning',
    'A path of an Ingress also takes requests that its path type does not cover.',
    ({ route, type, requests, because }) => ({
      what: `path ${quote(route)} (${type}) also takes ${requests.map(quote).join(', ')}`,
      ...(because === undefined ? {} : { why: because }),
      fix:
        because === undefined
          ? 'run "explain" to see why'
          : 'give the Ingress that causes this a host of its own, or run "explain" to see what else it changes',
    }),
  ),
  'manifest/path-never-as-promised': row<Unmeant>(
    'error',
    'A path of an Ingress gets none of the requests that its path type covers, or gets them changed.',
    ({ route, type, requests, because }) => ({
      what: `path ${quote(route)} (${type}) never behaves as its path type says: ${instead(requests)}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'change the path that takes them, or run "explain" to see why',
    }),
  ),
  'manifest/path-takes-less': row<Unmeant>(
    'warning',
    'A path of an Ingress does not get some requests that its path type covers, or gets them changed.',
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
    'The manifests run a version of the controller whose behaviour is not known.',
    ({ image, version }) => ({
      what: `a workload runs the image ${quote(image)}; the answers are those of ${version}`,
      fix: `read the changes between the two versions, or run ${version}`,
    }),
  ),
  'manifest/service-not-given': row<{ route: string; service: string }>(
    'info',
    'A path leads to a Service that is not among the manifests.',
    ({ route, service }) => ({
      what: `path ${quote(route)} goes to Service ${service}, which is not among the manifests; it is assumed to exist`,
      fix: 'add its manifest, or correct the name',
    }),
  ),
} as const;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
