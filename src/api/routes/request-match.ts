import type { RequestMatch as NeutralMatch } from '../../model/neutral-route';
import { normalizeMatches } from '../../model/request-match';

/** A method of HTTP. */
export enum HttpMethod {
  /** Asks for something. */
  GET = 'GET',
  /** Asks for the headers of a response to GET. */
  HEAD = 'HEAD',
  /** Hands something over. */
  POST = 'POST',
  /** Puts something in a place. */
  PUT = 'PUT',
  /** Removes something. */
  DELETE = 'DELETE',
  /** Opens a tunnel. */
  CONNECT = 'CONNECT',
  /** Asks what is possible. */
  OPTIONS = 'OPTIONS',
  /** Asks for the request itself. */
  TRACE = 'TRACE',
  /** Changes a part of something. */
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
   * The client has one of these addresses. Other clients are left to other routes, whereas `allowSourceRanges` refuses them.
   *
   * @param ranges addresses or CIDR blocks
   */
  public static clientAddress(...ranges: string[]): RequestMatch {
    return new RequestMatch({ kind: 'clientAddress', ranges });
  }

  /** @internal */
  public readonly _match: NeutralMatch;

  private constructor(match: NeutralMatch) {
    this._match = match;
  }
}

/** Conditions in the words of the model. */
export const neutralMatches = (matches: readonly RequestMatch[], where: string): readonly NeutralMatch[] =>
  normalizeMatches(
    matches.map(({ _match }) => _match),
    where,
  );
