import { requestTo } from '../../src/table/request';
import type { Cluster } from '../cluster/cluster';
import { asText } from '../tests/manifests';
import type { EchoBackends } from './echo-backends';
import { observe } from './probe';
import type { Program } from './programs';
import { type ProviderName, providerOf } from './providers';
import type { Observed, RecordedRequest, RecordedSituation, Situation, WantedRequest } from './recording';
import { type Sentinel, sentinelOf } from './sentinel';

/** Brings situations about, and writes down what becomes of their requests. */
export class Recorder {
  private sentinels = 0;
  private last: Sentinel | undefined;

  public constructor(
    private readonly cluster: Cluster,
    private readonly backends: EchoBackends,
    private readonly program: Program,
  ) {}

  public async record(situation: Situation): Promise<RecordedSituation> {
    const { name, provider, manifests, requests } = situation;
    const { kubectl } = this.cluster;
    await kubectl.apply(asText(manifests));
    await this.settle(situation);
    const answers = requests.map(() => new Answers());
    const rounds = await this.program.rounds(this.cluster);
    for (let round = 0; round < rounds; round += 1) {
      if (round > 0) await this.settle(situation);
      for (const [index, request] of requests.entries()) await this.send(request, provider, answers[index] as Answers);
    }
    await kubectl.delete(asText(manifests));
    const recorded = requests.map(({ url, headers, method }, index): RecordedRequest => {
      const isBare = Object.keys(headers).length === 0;
      return {
        url,
        ...(method === undefined ? {} : { method }),
        ...(isBare ? {} : { headers }),
        answers: (answers[index] as Answers).list(),
      };
    });
    return { name, provider, manifests, requests: recorded };
  }

  /** When the sentinel answers, the controller has read all that came before, and put it in order anew. */
  private async settle({ provider }: Situation): Promise<void> {
    this.sentinels += 1;
    const sentinel = sentinelOf(this.sentinels, providerOf(provider));
    const { last } = this;
    this.last = sentinel;
    await this.cluster.kubectl.apply(asText(sentinel.objects));
    await this.cluster.until(`the controller has read the routes for "${sentinel.url}"`, async () => {
      const { backend } = await this.observe({ url: sentinel.url, headers: {} }, provider);
      return backend === undefined ? undefined : true;
    });
    // Not before the next one is there: with its last Gateway, Envoy would go.
    const names = sentinel.objects.map(({ metadata }) => metadata.name);
    const old = last?.objects.filter(({ metadata }) => !names.includes(metadata.name)) ?? [];
    if (old.length > 0) await this.cluster.kubectl.delete(asText(old));
  }

  private async send(request: WantedRequest, provider: ProviderName, answers: Answers): Promise<void> {
    for (let time = 0; time < request.repeat; time += 1) {
      const answer = await this.cluster.until(`${request.url} is let in`, async () => {
        const observed = await this.observe(request, provider);
        // A limit of requests says nothing about routes.
        return observed.status === 429 ? undefined : observed;
      });
      answers.add(answer);
    }
  }

  private observe(request: Pick<WantedRequest, 'url' | 'headers' | 'method'>, provider: ProviderName): Promise<Observed> {
    const { scheme, port } = requestTo(request.url);
    const usual = scheme === 'http' ? 80 : 443;
    // Gateways say on which ports they listen. All others listen on two, whatever port a URL names.
    const place = {
      host: this.program.addressOf(this.cluster),
      port: providerOf(provider).dialect === 'gateway-api' ? (port ?? usual) : usual,
    };
    return observe(request, place, this.backends.nameOf.bind(this.backends));
  }
}

/** The different answers to one request. */
class Answers {
  private readonly times = new Map<string, number>();

  public add(observed: Observed): void {
    const text = JSON.stringify(observed);
    this.times.set(text, (this.times.get(text) ?? 0) + 1);
  }

  /** In an order that does not depend on which came first. */
  public list(): RecordedRequest['answers'] {
    const several = this.times.size > 1;
    const sorted = [...this.times].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([text, times]) => ({ ...(JSON.parse(text) as Observed), ...(several ? { times } : {}) }));
  }
}
