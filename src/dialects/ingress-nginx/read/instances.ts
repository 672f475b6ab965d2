import { type ContainerView, containerViews } from '../../../kinds/cluster-view';
import { isIngress, record, text } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ControllerInstance } from '../../../kinds/read-scope';
import { WORKLOADS } from '../../../kinds/shapes';
import { classNameOf, isControllerOf } from '../../class-controller';
import { flagsOf, isController } from '../container-flags';
import { identity } from '../identity';

/**
 * The controllers that the objects show: each workload is one, and each `spec.controller` of an IngressClass that no workload serves. A
 * second controller has a value of its own. Ingresses of the usual class are of the usual controller, even if their IngressClass is not given.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: pkg/flags/flags.go (`--controller-class`, `--ingress-class`, `--watch-namespace`),
 * docs/user-guide/multiple-ingress.md.
 */
export function instancesOf(objects: readonly KubeObject[]): readonly ControllerInstance[] {
  const classes = objects
    .filter(({ kind }) => kind === 'IngressClass')
    .map(({ metadata, spec }) => ({ className: metadata.name, controllerClass: text(record(spec).controller) }));
  const namesOf = (one: string): readonly string[] =>
    classes.filter(({ controllerClass }) => controllerClass === one).map(({ className }) => className);
  const running = objects
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .flatMap(containerViews)
    .filter(isController)
    .map((container) => runningInstance(container, namesOf));
  const served = new Set(running.map(({ controllerClass }) => controllerClass));
  const usual =
    !classes.some(({ className }) => className === identity.className) &&
    objects.some((object) => isIngress(object) && classNameOf(object) === identity.className);
  const shown = [...(usual ? [identity.ingressClassController] : []), ...classes.map(({ controllerClass }) => controllerClass)];
  const others = new Set(shown.filter((one) => isControllerOf(identity, one) && !served.has(one)));
  return [
    ...running,
    ...[...others].map((controllerClass): ControllerInstance => {
      const [className = identity.className, ...more] = namesOf(controllerClass);
      return {
        name: [className, ...more].join(', '),
        controllerClass,
        className: controllerClass === identity.ingressClassController ? identity.className : className,
        container: undefined,
      };
    }),
  ];
}

function runningInstance(container: ContainerView, namesOf: (controllerClass: string) => readonly string[]): ControllerInstance {
  const flags = flagsOf(container);
  const controllerClass = flags.get('controller-class') ?? identity.ingressClassController;
  const className = flags.get('ingress-class') ?? identity.className;
  const watched = flags.get('watch-namespace') ?? '';
  const name = namesOf(controllerClass).join(', ') || className;
  return { name: watched === '' ? name : `${name} in namespace ${watched}`, controllerClass, className, container };
}
