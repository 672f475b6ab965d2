import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { fail } from '../../findings/fail';

/** The one Service that a construct is or contains, whichever library made it; with a name, the one of that name. */
export function findService(construct: IConstruct, name: string | undefined): ApiObject {
  const all = construct.node.findAll().filter(isService);
  const found = name === undefined ? all : all.filter((service) => service.name === name);
  const [first, second] = found;
  const where = construct.node.path;
  const given = construct.constructor.name;
  if (first === undefined) fail('backend/no-service-in-construct', where, { given, name, services: all.map(nameOf) });
  if (second !== undefined) fail('backend/several-services-in-construct', where, { given, services: found.map(nameOf) });
  return first;
}

/** The only port, or of several the one that is called http or is 80; undefined if the Service has none yet. */
export function usualPort(service: ApiObject): number | undefined {
  const ports = portsOf(service);
  const [first, second] = ports;
  const usual = second === undefined ? first : (ports.find(({ name }) => name === 'http') ?? ports.find(({ port }) => port === 80));
  if (usual === undefined && first !== undefined)
    fail('backend/several-ports', service.node.path, {
      service: service.name,
      ports: ports.map(({ name, port }) => (name === undefined ? String(port) : `${port} (${name})`)),
    });
  return usual?.port;
}

interface Port {
  readonly port: number;
  readonly name?: string;
}

function portsOf(service: ApiObject): readonly Port[] {
  try {
    const { spec } = service.toJson() as { readonly spec?: { readonly ports?: readonly Port[] } };
    return spec?.ports ?? [];
  } catch {
    // A Service of cdk8s-plus without ports cannot be written. Synth reports that, unless the route does so first.
    return [];
  }
}

/** Knative has objects of kind Service too, but an Ingress cannot refer to them. */
const isService = (construct: IConstruct): construct is ApiObject =>
  ApiObject.isApiObject(construct) && construct.kind === 'Service' && construct.apiVersion === 'v1';

const nameOf = (service: ApiObject): string => service.name;
