import type { RequestMatch as NeutralMatch } from '../../model/neutral-route';
import { normalizeMatches } from '../../model/request-match';

/** An HTTP method. */
export enum HttpMethod {
  /** Reads a resource. */
  GET = 'GET',
  /** Reads only the headers of a response to GET. */
  HEAD = 'HEAD',
  /** Submits data. */
  POST = 'POST',
  /** Replaces a resource. */
  PUT = 'PUT',
  /** Deletes a resource. */
  DELETE = 'DELETE',
  /** Opens a tunnel. */
  CONNECT = 'CONNECT',
  /** Asks which methods a resource supports. */
  OPTIONS = 'OPTIONS',
  /** Returns the request for diagnosis. */
  TRACE = 'TRACE',
  /** Changes a part of a resource. */
  PATCH = 'PATCH',
}

/**
 * A condition on a request besides host and path, as in an `HTTPRouteMatch` of Gateway API. A request must meet all the conditions of a
 * route.
 */
export class RequestMatch {
  /**
   * A header has this value.
   *
   * @param name compared without case
   * @param value compared with case
   */
  public static header(name: string, value: string): RequestMatch {
    return new RequestMatch({ kind: 'header', name, value: { kind: 'exact', value } });
  }

  /**
   * A header has a value that a regular expression matches as a whole.
   *
   * @param name compared without case
   * @param pattern in the syntax of the controller
   */
  public static headerPattern(name: string, pattern: string): RequestMatch {
    return new RequestMatch({ kind: 'header', name, value: { kind: 'pattern', pattern } });
  }

  /**
   * The request has a header, whatever its value.
   *
   * @param name compared without case
   */
  public static headerPresent(name: string): RequestMatch {
    return new RequestMatch({ kind: 'header', name, value: { kind: 'present' } });
  }

  /** The request has one of these methods. */
  public static method(...methods: HttpMethod[]): RequestMatch {
    return new RequestMatch({ kind: 'method', methods });
  }

  /**
   * A parameter of the query has this value.
   *
   * @param name compared with case
   * @param value compared with case
   */
  public static query(name: string, value: string): RequestMatch {
    return new RequestMatch({ kind: 'query', name, value: { kind: 'exact', value } });
  }

  /**
   * A parameter of the query has a value that a regular expression matches as a whole.
   *
   * @param name compared with case
   * @param pattern in the syntax of the controller
   */
  public static queryPattern(name: string, pattern: string): RequestMatch {
    return new RequestMatch({ kind: 'query', name, value: { kind: 'pattern', pattern } });
  }

  /**
   * The client has one of these addresses. Requests of other clients go to other routes, whereas `allowSourceRanges` refuses them.
   *
   * @param ranges addresses or CIDR blocks
   */
  public static clientAddress(...ranges: string[]): RequestMatch {
    return new RequestMatch({ kind: 'clientAddress', ranges });
  }

  // A private member makes the type nominal: without it, any value would pass for a RequestMatch.
  private readonly match: NeutralMatch;

  private constructor(match: NeutralMatch) {
    this.match = match;
  }

  /** @internal */
  public get _match(): NeutralMatch {
    return this.match;
  }
}

/**
 * Converts conditions to the model.
 * @internal
 */
export const neutralMatches = (matches: readonly RequestMatch[], where: string): readonly NeutralMatch[] =>
  normalizeMatches(
    matches.map(({ _match }) => _match),
    where,
  );
