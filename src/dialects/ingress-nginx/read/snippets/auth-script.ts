import type { Outcome, ScriptTest, Statement, TemplatePart, TextTemplate } from '../../../../table/routing-table';

/**
 * What the statements of an auth-snippet come to for the request that waits for the answer: they are run for the question to the
 * authentication service, which has a path of its own and no query, and a `return` stands for the answer of the service. `undefined`: some
 * statement is not followed.
 * nginx/nginx@release-1.27.1:src/http/modules/ngx_http_auth_request_module.c `ngx_http_auth_request_handler`.
 */
export function authScript(statements: readonly Statement[]): readonly Statement[] | undefined {
  const all: Statement[] = [];
  for (const statement of statements) {
    const made = followed(statement);
    if (made === undefined) return undefined;
    all.push(made);
  }
  return all;
}

function followed(statement: Statement): Statement | undefined {
  switch (statement.do) {
    case 'return':
      return answered(statement, statement.outcome);
    case 'if': {
      const test = onQuestion(statement.test);
      const inner = authScript(statement.statements);
      return test === undefined || inner === undefined ? undefined : { ...statement, test, statements: inner };
    }
    case 'set': {
      const value = filled(statement.value);
      return value === undefined ? undefined : { ...statement, value };
    }
    case 'break':
      return statement;
    default:
      return undefined;
  }
}

/** 2xx lets the request pass, 401 and 403 are its answer, and anything else is a failure. */
function answered({ text, origin }: Statement, outcome: Outcome): Statement | undefined {
  if (outcome.kind !== 'answer' && outcome.kind !== 'redirect') return undefined;
  if (outcome.status >= 200 && outcome.status < 300) return { do: 'skip', text, origin };
  const status = outcome.status === 401 || outcome.status === 403 ? outcome.status : 500;
  return {
    do: 'return',
    outcome: { kind: 'answer', status, because: `"${text}" of a snippet answers for the authentication service` },
    text,
    origin,
  };
}

function onQuestion(test: ScriptTest): ScriptTest | undefined {
  const text = filled(test.text);
  if (text === undefined) return undefined;
  if (test.is !== 'equal') return { ...test, text };
  const to = filled(test.to);
  return to === undefined ? undefined : { ...test, text, to };
}

/** With the query of the question; its path and the groups of its patterns are not followed. */
function filled(template: TextTemplate): TextTemplate | undefined {
  const isLost = (part: TemplatePart): boolean =>
    typeof part === 'object' && ('capture' in part || ('variable' in part && part.variable === 'path'));
  if (template.some(isLost)) return undefined;
  return template.map((part) => {
    if (typeof part === 'string') return part;
    if ('variable' in part) return ['query', 'search'].includes(part.variable) ? '' : part;
    return 'ifAny' in part || ('value' in part && part.value === 'parameter') ? '' : part;
  });
}
