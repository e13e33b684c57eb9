/**
 * The org's OAuth 2.0: the web server flow with PKCE, refresh with and without rotation, revocation, and
 * the identity address. `/__demo/oauth` steers it.
 */
import { createHash, createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal, NOT_FOUND, requestError } from './api-error.ts';
import { answerAddress, checkAuthorize } from './authorize-request.ts';
import type { IssuedTokens } from './grants.ts';
import { LOGIN_PAGE_HEADERS, loginPage, oauthErrorPage } from './login-page.ts';
import { OAUTH_AS_USUAL, oauthChangesSchema, oauthError, refusalOf } from './oauth-settings.ts';
import type { OAuthError, OAuthSettings } from './oauth-settings.ts';
import { makeRecordId } from './record-id.ts';
import type { Store, StoredRecord } from './store.ts';
import type { Tokens } from './tokens.ts';

const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;
const RENEWABLE = new Set(['refresh_token', 'offline_access', 'full']);
const NOT_STORED = 'no-cache,must-revalidate,max-age=0,no-store,private';

export function addOAuthRoutes(
  app: FastifyInstance,
  context: {
    readonly store: Store;
    readonly tokens: Tokens;
    readonly url: () => string;
    readonly clock: () => Date;
    /** Ends an expiry that was asked for: what is given from now on is good. */
    readonly beforeIssuing: () => void;
  },
): void {
  const { store, tokens } = context;
  const { grants } = tokens;
  const settings = (): OAuthSettings => tokens.oauth();

  const findUser = (username: string): StoredRecord | undefined =>
    [...store.all('User')].find((user) => user['Username'] === username);

  app.get('/services/oauth2/authorize', (request, reply) => {
    const [user] = store.all('User');
    const params = new URLSearchParams(request.url.split('?')[1] ?? '');
    return showLogin(reply, params, textOf(user?.['Username']), null);
  });

  async function showLogin(
    reply: FastifyReply,
    params: URLSearchParams,
    user: string,
    problem: string | null,
  ): Promise<FastifyReply> {
    const checked = checkAuthorize(params, settings());
    if (!checked.ok) return sendAway(reply, checked.error, checked.sendTo);
    const [organization] = store.all('Organization');
    const { scopes, loginHint } = checked.request;
    void reply.headers(LOGIN_PAGE_HEADERS);
    return reply.send(
      loginPage({
        org: textOf(organization?.['Name']),
        user: loginHint ?? user,
        scopes,
        hidden: params,
        problem,
      }),
    );
  }

  app.post('/services/oauth2/authorize', (request, reply) => {
    const form = formOf(request);
    const decision = form.get('decision');
    const username = form.get('username') ?? '';
    form.delete('decision');
    form.delete('username');
    const checked = checkAuthorize(form, settings());
    if (!checked.ok) return sendAway(reply, checked.error, checked.sendTo);
    const { clientId, redirectUri, state, challenge, scopes } = checked.request;
    if (decision !== 'allow') {
      const description = 'end-user denied authorization';
      return reply.redirect(
        answerAddress(redirectUri, { error: 'access_denied', description, state }),
      );
    }
    const user = findUser(username);
    if (user === undefined) {
      return showLogin(reply, form, username, 'Please check your username.');
    }
    const code = grants.keepCode(
      { clientId, userId: user.Id, redirectUri, challenge, scopes },
      settings().codeLifetimeMs,
    );
    return reply.redirect(answerAddress(redirectUri, { code, state }));
  });

  app.post('/services/oauth2/token', async (request, reply) => {
    const form = formOf(request);
    const answer = refusalOf(settings()) ?? (await answerToken(form));
    void reply.header('Cache-Control', NOT_STORED).type('application/json;charset=UTF-8');
    if ('error' in answer) return reply.code(400).send(JSON.stringify(answer));
    return reply.send(JSON.stringify(answer));
  });

  async function answerToken(form: URLSearchParams): Promise<object | OAuthError> {
    context.beforeIssuing();
    const clientId = form.get('client_id') ?? '';
    if (!settings().clientIds.includes(clientId)) {
      return oauthError('invalid_client_id', 'client identifier invalid');
    }
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return exchangeCode(form, clientId);
      case 'refresh_token':
        return refresh(form, clientId);
      default:
        return oauthError('unsupported_grant_type', 'grant type not supported');
    }
  }

  function exchangeCode(form: URLSearchParams, clientId: string): object | OAuthError {
    const code = grants.takeCode(form.get('code') ?? '');
    if (code === null) return oauthError('invalid_grant', 'expired authorization code');
    if (code.clientId !== clientId)
      return oauthError('invalid_grant', 'invalid authorization code');
    if (code.redirectUri !== form.get('redirect_uri')) {
      return oauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
    const verifier = form.get('code_verifier');
    if (verifier === null) return oauthError('invalid_grant', 'missing required code verifier');
    if (!VERIFIER.test(verifier) || challengeOf(verifier) !== code.challenge) {
      return oauthError('invalid_grant', 'invalid code verifier');
    }
    const isRenewable = code.scopes.some((scope) => RENEWABLE.has(scope));
    return issued(grants.issue(code, { isRenewable }), code.scopes);
  }

  async function refresh(form: URLSearchParams, clientId: string): Promise<object | OAuthError> {
    const { rotates, refreshTakesMs: takesMs } = settings();
    const token = form.get('refresh_token') ?? '';
    const answer = await grants.refresh(token, clientId, { rotates, takesMs });
    switch (answer) {
      case 'busy':
        return oauthError('invalid_grant', 'token request is already being processed');
      case 'unknown':
      case 'reused':
        return oauthError('invalid_grant', 'expired access/refresh token');
      default:
        return issued(answer, ['refresh_token', 'api']);
    }
  }

  function issued({ accessToken, refreshToken, userId }: IssuedTokens, scopes: readonly string[]) {
    const { instanceUrl, identityUrl } = settings();
    const id = identityUrl ?? identityOf(userId);
    const issuedAt = String(context.clock().getTime());
    return {
      access_token: accessToken,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      signature: createHmac('sha256', 'demo')
        .update(id + issuedAt)
        .digest('base64'),
      scope: scopes.join(' '),
      instance_url: instanceUrl ?? context.url(),
      id,
      token_type: 'Bearer',
      issued_at: issuedAt,
    };
  }

  function identityOf(userId: string): string {
    const [organization] = store.all('Organization');
    return `${context.url()}/id/${organization?.Id ?? ''}/${userId}`;
  }

  app.post('/services/oauth2/revoke', (request, reply) => {
    if (grants.revoke(formOf(request).get('token') ?? '')) return reply.send();
    void reply.code(400).type('application/json;charset=UTF-8');
    return reply.send(JSON.stringify(oauthError('invalid_token', 'invalid token')));
  });

  app.get<{ Params: { org: string; user: string } }>('/id/:org/:user', (request) => {
    const user = store.get('User', request.params.user);
    if (user === null) throw new ApiRefusal(NOT_FOUND);
    return {
      id: identityOf(user.Id),
      asserted_user: true,
      user_id: user.Id,
      organization_id: request.params.org,
      username: user['Username'] ?? null,
      display_name: user['Name'] ?? null,
      email: user['Email'] ?? null,
      urls: { rest: `${context.url()}/services/data/v{version}/` },
    };
  });

  app.get('/__demo/oauth', () => ({ settings: settings(), counts: grants.counts() }));
  app.post('/__demo/oauth', (request) => {
    const changes = oauthChangesSchema.safeParse(request.body);
    if (!changes.success) {
      throw new ApiRefusal(requestError(400, 'INVALID_FIELD', changes.error.message));
    }
    tokens.setOAuth(changes.data as Partial<OAuthSettings>);
    return settings();
  });
  app.delete('/__demo/oauth', () => {
    tokens.setOAuth(OAUTH_AS_USUAL);
    return settings();
  });
  /** Another person of the org, who can sign in too. */
  app.post<{ Body: { username: string; name: string } }>('/__demo/oauth/user', (request) => {
    const { username: Username, name: Name } = request.body;
    const Id = makeRecordId('005', 900 + store.count('User'));
    const user = { Id, Username, Name, Email: Username, IsActive: true };
    store.put('User', user);
    return user;
  });
  app.post('/__demo/oauth/expire', () => {
    grants.expire();
    return grants.counts();
  });
  app.post('/__demo/oauth/revoke-all', () => {
    grants.revokeAll();
    return grants.counts();
  });
}

async function sendAway(
  reply: FastifyReply,
  error: OAuthError,
  to: string | null,
): Promise<FastifyReply> {
  if (to !== null) return reply.redirect(to);
  return reply.code(400).headers(LOGIN_PAGE_HEADERS).send(oauthErrorPage(error));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function formOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}
