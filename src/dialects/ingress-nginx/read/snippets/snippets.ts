import { annotationField, originOf } from '../../../../table/origin';
import type { Origin } from '../../../../table/routing-table';
import { type By, optionOrigin } from '../controller-origin';
import type { ParsedAnnotations } from '../parsed-annotations';
import type { Server } from '../servers';
import { configSwitch, configText, type Settings } from '../settings';
import type { Variables } from '../templates';
import type { Levels } from './levels';
import { readSnippet, type Snippet } from './read-snippet';
import type { Around } from './statements';

/** The snippets of a server: its own stands before the statements of the controller, that of the config map behind them. */
export interface ServerSnippets {
  readonly own: Snippet;
  readonly everywhere: Snippet;
}

/**
 * All snippets that stand around a location, read once.
 * Source of their places: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl.
 */
export class Snippets {
  public readonly http: Snippet;
  private readonly everyServer: Snippet;
  private readonly everyLocation: readonly [kept: Snippet, completed: Snippet];
  private readonly servers = new WeakMap<Server, ServerSnippets>();
  private readonly relative: boolean;

  public constructor(
    private readonly settings: Settings,
    private readonly variables: Variables,
  ) {
    this.relative = configSwitch(settings, 'relative-redirects', false);
    this.http = this.ofOption('http-snippet', 'http', this.relative);
    this.everyServer = this.ofOption('server-snippet', 'server', this.relative);
    this.everyLocation = [this.ofOption('location-snippet', 'location', true), this.ofOption('location-snippet', 'location', false)];
  }

  public ofServer(server: Server): ServerSnippets {
    let known = this.servers.get(server);
    if (known === undefined) {
      known = { own: this.ownOf(server), everywhere: this.everyServer };
      this.servers.set(server, known);
    }
    return known;
  }

  /** Whether a server runs statements before a location is looked for. */
  public hasStatements(server: Server): boolean {
    const { own, everywhere } = this.ofServer(server);
    return own.statements.length + everywhere.statements.length > 0;
  }

  private ownOf({ snippetOwner }: Server): Snippet {
    if (snippetOwner === undefined)
      return readSnippet('', 'server', this.around(optionOrigin('server-snippet', this.settings), this.relative));
    const { view, annotations } = snippetOwner;
    const origin = originOf(view, annotationField(annotations.keyOf('server-snippet')));
    return readSnippet(annotations.serverSnippet, 'server', this.around(origin, this.relative));
  }

  /** What stands in the location itself, in the order in which it stands there. `annotations`: absent for the catch-all of the controller. */
  public ofLocation(annotations: ParsedAnnotations | undefined, by: By): readonly Snippet[] {
    const relative = this.relative || annotations?.redirect.relative === true;
    const everywhere = this.everyLocation[relative ? 0 : 1];
    const text = annotations?.configurationSnippet ?? '';
    return text === '' ? [everywhere] : [readSnippet(text, 'location', this.around(by('configuration-snippet'), relative)), everywhere];
  }

  /** All of them around a location, nearest first. */
  public levelsOf(annotations: ParsedAnnotations | undefined, by: By, server: Server): Levels {
    const { own, everywhere } = this.ofServer(server);
    return [this.ofLocation(annotations, by), [own, everywhere], [this.http]];
  }

  /** A snippet of an authentication service. */
  public ofAuthentication(text: string, origin: Origin): Snippet {
    return readSnippet(text, 'ownLocation', this.around(origin, this.relative));
  }

  public around(origin: Origin, relative = this.relative): Around {
    return { origin, variables: this.variables, pathOnly: relative ? 'kept' : 'completed', ports: this.settings.ports };
  }

  private ofOption(option: string, level: 'http' | 'server' | 'location', relative: boolean): Snippet {
    return readSnippet(configText(this.settings, option), level, this.around(optionOrigin(option, this.settings), relative));
  }
}
