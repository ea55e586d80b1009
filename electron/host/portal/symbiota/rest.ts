/** Questions to the REST interface: they need no session, take no lock and can be asked at any time. */
import { failed, success, type Failure, type Result } from '../../../../shared/failure/failure.ts';
import type { Exchange, Form, PortalAnswer, PortalRequest } from './request.ts';

export type Ask = (request: PortalRequest) => Promise<Exchange>;

/** The body of a GET as JSON. Fails with notFound on 404, busy on 429 and 5xx, notUnderstood where it is no JSON. */
export async function askJson(ask: Ask, path: string): Promise<Result<unknown>> {
  const result = await ask({ method: 'GET', path });
  if (!result.ok) return failed(result.failure);
  const refusal = refusalOf(result.answer);
  if (refusal) return failed(refusal);
  try {
    return success(JSON.parse(result.answer.body));
  } catch {
    return failed({ kind: 'notUnderstood', detail: `no JSON from ${path.split('?')[0]}` });
  }
}

/** The body of a page. Fails as askJson does. */
export async function askPage(ask: Ask, path: string): Promise<Result<string>> {
  const result = await ask({ method: 'GET', path });
  if (!result.ok) return failed(result.failure);
  const refusal = refusalOf(result.answer);
  return refusal ? failed(refusal) : success(result.answer.body);
}

/** The body of a form post to one of the small text services. */
export async function askText(ask: Ask, path: string, form: Form): Promise<Result<string>> {
  const result = await ask({ method: 'POST', path, form });
  if (!result.ok) return failed(result.failure);
  const refusal = refusalOf(result.answer);
  return refusal ? failed(refusal) : success(result.answer.body);
}

export function refusalOf({ status, retryAfterMs }: PortalAnswer): Failure | undefined {
  if (status === 200) return undefined;
  if (status === 404) return { kind: 'notFound' };
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 429 || status >= 500)
    return retryAfterMs === undefined ? { kind: 'busy' } : { kind: 'busy', retryAfterMs };
  return { kind: 'notUnderstood', detail: `status ${status}` };
}
