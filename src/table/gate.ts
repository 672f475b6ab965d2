import type { Origin } from './origin';
import type { Outcome } from './outcome';

export interface GateStep {
  readonly kind: 'gate';
  readonly gate: Gate;
  readonly origin: Origin;
}

export type Gate =
  /**
   * Addresses and networks. Empty lists do not restrict. An address of `deny` is refused; only if there is an `allow`, the gate has something
   * to say about the others.
   */
  | {
      readonly kind: 'clientAddress';
      readonly allow: readonly string[];
      readonly deny: readonly string[];
      readonly status: number;
      /** A header whose last value is the address that counts, if it is one. */
      readonly header?: string;
    }
  /** A request without a name and a password, or with wrong ones, is answered with the status. `users`: all names that there are. */
  | { readonly kind: 'credentials'; readonly status: number; readonly users?: readonly string[] }
  /** A client that sends more requests than these in that time is answered with the status; gates with the same counter count together. */
  | {
      readonly kind: 'requestRate';
      readonly requests: number;
      readonly seconds: number;
      readonly counter: string;
      /** Addresses and networks of clients that may send any number. */
      readonly spared: readonly string[];
      readonly status: number;
    }
  /** Somebody else decides. `refusals`: what becomes of a request that it does not let pass. */
  | {
      readonly kind: 'externalAuth';
      readonly url: string;
      readonly refusals: readonly AuthRefusal[];
      /** Set where nobody can be asked by this URL, so that the last refusal counts. */
      readonly unaskable?: true;
    }
  /**
   * A request must bring a token of one of the issuers, or a key that one of the Secrets holds. One that brings none is answered with the
   * status, unless it need not bring any. `refusals`: the answers to one that is not valid.
   */
  | {
      readonly kind: 'token';
      readonly of: readonly string[];
      readonly places: TokenPlaces;
      readonly optional?: true;
      readonly status: number;
      readonly refusals: readonly number[];
    }
  /** A client that is not signed in with the provider is answered with the status; one that sends no cookie and no token is not. */
  | { readonly kind: 'signIn'; readonly provider: string; readonly status: number; readonly tokens?: TokenPlaces }
  /** Of TLS connections alone. `required`: a client without a certificate is refused, too. */
  | {
      readonly kind: 'clientCertificate';
      readonly required: boolean;
      readonly refusal: Outcome;
      /** Answer to a request on a connection that was made by the name of another host. Absent: it is treated like any other. */
      readonly misdirectedStatus?: number;
    }
  /** The subject of the client certificate must match; without a certificate it is empty. */
  | {
      readonly kind: 'certificateSubject';
      readonly pattern: string;
      readonly status: number;
      /** Whether the controller asks for no certificate, so that the subject is always empty. */
      readonly nobodyIsAsked?: true;
    };

/** Where a request may have a token. */
export interface TokenPlaces {
  readonly headers: readonly string[];
  readonly parameters: readonly string[];
  readonly cookies: readonly string[];
}

export interface AuthRefusal {
  /** The answer of the service that is asked. Absent: any other, or none. */
  readonly answer?: number;
  /** Absent: the request does not pass, and which status the client gets is not known. */
  readonly status?: number;
}
