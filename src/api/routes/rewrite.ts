import type { RewriteInput } from '../../model/normalize';

/** How the path of a request changes before the backend sees it. The query is always kept. */
export class Rewrite {
  /**
   * Removes the path of the route: with `/httpd`, the backend sees `/` for `/httpd` and `/httpd/`, and `/x?y` for `/httpd/x?y`;
   * `/httpdocs` is not a request of that route. For routes of type `PREFIX`.
   */
  public static stripPrefix(): Rewrite {
    return new Rewrite({ kind: 'stripPrefix' });
  }

  /**
   * Replaces the path of the route by another: with `/v1` and the replacement `/api`, the backend sees `/api/x` for `/v1/x`. For routes
   * of type `PREFIX`.
   *
   * @param replacement begins with `/`; a trailing slash is ignored
   */
  public static replacePrefix(replacement: string): Rewrite {
    return new Rewrite({ kind: 'replacePrefix', replacement });
  }

  /**
   * Replaces the whole path by a fixed one, for every request of the route. The `rewrite-target: /` of the classic demo does this:
   * `/httpd/css/site.css` arrives as `/` too, so pages lose their images and styles. In most cases `stripPrefix` is the right choice.
   *
   * @param path begins with `/`
   */
  public static replacePath(path: string): Rewrite {
    return new Rewrite({ kind: 'replacePath', path });
  }

  /**
   * Builds the new path from captures of the route's regular expression. For routes of type `REGEX`.
   *
   * @param substitution begins with `/` or `$`; `$1` to `$9` are the captures, such as `/items/$2`
   */
  public static regex(substitution: string): Rewrite {
    return new Rewrite({ kind: 'regex', substitution });
  }

  // A private member makes the type nominal: without it, any value would pass for a Rewrite, even a method that was not called.
  private readonly input: RewriteInput;

  private constructor(input: RewriteInput) {
    this.input = input;
  }

  /** @internal */
  public get _input(): RewriteInput {
    return this.input;
  }
}
