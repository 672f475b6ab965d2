import type { IngressView } from '../../../../kinds/ingress-view';
import { annotationField, originOf } from '../../../../table/origin';
import type { Origin } from '../../../../table/routing-table';

export const PREFIX = 'nginx.ingress.kubernetes.io/';

/**
 * Annotations of an Ingress as the provider reads them: whatever has the wrong form counts as absent, and is not reported.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/annotations.go (`parseIngressConfig`).
 */
export class NginxConfig {
  public constructor(private readonly view: IngressView) {}

  public text(name: string): string | undefined {
    return this.view.annotations[PREFIX + name];
  }

  /** Empty texts count as absent. */
  public some(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  /** Anything but "true" is off. */
  public isOn(name: string, otherwise: boolean): boolean {
    const value = this.text(name);
    return value === undefined ? otherwise : value.toLowerCase() === 'true';
  }

  public number(name: string): number | undefined {
    const value = this.text(name);
    return value !== undefined && /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
  }

  public list(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((one) => one.trim());
  }

  public origin(name: string): Origin {
    return originOf(this.view, annotationField(PREFIX + name));
  }
}
