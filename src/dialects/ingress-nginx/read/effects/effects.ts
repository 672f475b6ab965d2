import type { ClusterView } from '../../../../kinds/cluster-view';
import type { Effect } from '../../../../table/effects';
import { annotationField, originOf } from '../../../../table/origin';
import { Annotations } from '../annotations';
import { CONTROLLER, optionOrigin } from '../controller-origin';
import type { ParsedIngress } from '../ingresses';
import type { ParsedAnnotations } from '../parsed-annotations';
import type { Location, Server } from '../servers';
import { configSwitch, type Settings } from '../settings';
import type { Upstream } from '../upstreams';
import { ACCESS_EFFECTS } from './access-effects';
import { ANSWER_EFFECTS } from './answer-effects';
import { BACKEND_EFFECTS } from './backend-effects';
import { CLIENT_EFFECTS } from './client-effects';
import { CATCH_ALL, type EffectRow, type LocationFacts, type Scope } from './effect-row';
import { EffectSource } from './effect-source';

/** Every effect that ingress-nginx can have. To add one, add a row. */
export const EFFECT_ROWS: readonly EffectRow[] = [...ACCESS_EFFECTS, ...BACKEND_EFFECTS, ...ANSWER_EFFECTS, ...CLIENT_EFFECTS];

const ROWS_OF = new Map<Scope, EffectRow[]>();
for (const row of EFFECT_ROWS) ROWS_OF.set(row.of, [...(ROWS_OF.get(row.of) ?? []), row]);

const NONE: readonly Effect[] = [];

/** What happens although no Ingress has said anything about it. */
const WITHOUT_INGRESS: readonly Scope[] = ['location', 'backendTls', 'everywhere'];

/**
 * The effects of all locations. A row is read once for each Ingress that decides about it, and lists with the same parts are one list, so
 * that a table with many routes is made quickly and stays small.
 */
export class Effects {
  /** What each row of a scope comes to for an Ingress that says nothing about it. */
  private readonly unsaid = new Map<string, readonly (Effect | undefined)[]>();
  private readonly parts = new Map<string, Map<ParsedAnnotations | undefined, readonly Effect[]>>();
  private readonly numbers = new Map<readonly Effect[], number>();
  private readonly lists = new Map<string, readonly Effect[]>();

  public constructor(
    private readonly settings: Settings,
    private readonly cluster: ClusterView,
    private readonly upstreams: ReadonlyMap<string, Upstream>,
  ) {}

  /** What happens to every request of the controller. */
  public everywhere(): readonly Effect[] {
    return this.part('everywhere', undefined);
  }

  /** What happens to every request of a host, whatever answers it. */
  public ofServer(server: Server): readonly Effect[] {
    return this.list(this.serverParts(server));
  }

  /** What happens to the requests of a location, of those too that its canary takes. */
  public ofLocation({ ingress, annotations, upstream }: Location, server: Server, facts: LocationFacts): readonly Effect[] {
    const primary = this.upstreams.get(upstream);
    const alternative = this.upstreams.get(primary?.alternatives[0] ?? '');
    const ownTls = annotations?.said.text('proxy-ssl-secret');
    const others = configSwitch(this.settings, 'proxy-ssl-location-only', false) ? undefined : server.backendTlsOwner;
    const backendTls = ownTls !== undefined && 'value' in ownTls ? ingress : others;
    return this.list([
      this.part('location', ingress, facts),
      this.part('backendTls', backendTls, facts),
      ...[primary, alternative].flatMap((one) =>
        one === undefined
          ? []
          : [
              this.part('upstream', one.owner),
              this.part('affinity', one.affinityOwner),
              this.part('affinityMode', one.affinityOwner && one.affinityModeOwner),
            ],
      ),
      ...this.serverParts(server),
    ]);
  }

  private serverParts(server: Server): readonly (readonly Effect[])[] {
    return [
      this.part('host', server.passthroughOwner),
      this.part('clientCertificate', server.clientCertificateOwner),
      this.part('clientCiphers', server.clientCiphersOwner),
      this.part('cipherOrder', server.cipherOrderOwner),
      this.part('serverSnippet', server.snippetOwner),
      this.part('everywhere', undefined),
    ];
  }

  private part(scope: Scope, ingress: ParsedIngress | undefined, facts = CATCH_ALL): readonly Effect[] {
    if (ingress === undefined && !WITHOUT_INGRESS.includes(scope)) return NONE;
    const key = `${scope} ${facts.protocol} ${facts.rewrites} ${facts.authenticates}`;
    let known = this.parts.get(key);
    if (known === undefined) {
      known = new Map();
      this.parts.set(key, known);
    }
    let effects = known.get(ingress?.annotations);
    if (effects === undefined) {
      effects = this.read(scope, key, ingress, facts);
      known.set(ingress?.annotations, effects);
    }
    return effects;
  }

  private read(scope: Scope, key: string, ingress: ParsedIngress | undefined, facts: LocationFacts): readonly Effect[] {
    const source = this.sourceOf(ingress?.annotations.said, ingress?.view.namespace);
    const unsaid = ingress === undefined ? undefined : this.unsaidOf(scope, key, facts);
    const effects = (ROWS_OF.get(scope) ?? []).map((row, index) =>
      unsaid === undefined || row.from.some((name) => source.says(name)) ? this.effect(row, source, ingress, facts) : unsaid[index],
    );
    const found = effects.filter((effect) => effect !== undefined);
    return found.length === 0 ? NONE : found;
  }

  private unsaidOf(scope: Scope, key: string, facts: LocationFacts): readonly (Effect | undefined)[] {
    let unsaid = this.unsaid.get(key);
    if (unsaid === undefined) {
      const source = this.sourceOf(undefined, '');
      unsaid = (ROWS_OF.get(scope) ?? []).map((row) => this.effect(row, source, undefined, facts));
      this.unsaid.set(key, unsaid);
    }
    return unsaid;
  }

  private sourceOf(annotations: Annotations | undefined, namespace: string | undefined): EffectSource {
    return new EffectSource(annotations ?? new Annotations(undefined, this.settings), this.settings, this.cluster, namespace);
  }

  private effect(row: EffectRow, source: EffectSource, ingress: ParsedIngress | undefined, facts: LocationFacts): Effect | undefined {
    const value = row.read(source, facts);
    return value === undefined ? undefined : { effect: row.effect, value, ...this.origin(row.from, source, ingress) };
  }

  /** Of several settings the first that is set. */
  private origin(from: readonly string[], source: EffectSource, ingress: ParsedIngress | undefined): Pick<Effect, 'origin' | 'byDefault'> {
    const said = from.find((name) => source.says(name));
    if (said !== undefined && ingress !== undefined)
      return { origin: originOf(ingress.view, annotationField(ingress.annotations.keyOf(said))) };
    const set = from.find((name) => name in this.settings.config);
    return set === undefined ? { origin: CONTROLLER, byDefault: true } : { origin: optionOrigin(set, this.settings) };
  }

  private list(parts: readonly (readonly Effect[])[]): readonly Effect[] {
    const key = parts.map((part) => this.numberOf(part)).join(' ');
    let list = this.lists.get(key);
    if (list === undefined) {
      list = parts.flat();
      this.lists.set(key, list);
    }
    return list;
  }

  private numberOf(part: readonly Effect[]): number {
    let number = this.numbers.get(part);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(part, number);
    }
    return number;
  }
}
