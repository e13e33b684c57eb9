/** A browser and a person in front of it: reads the org's page, presses a button, and is sent on. */

export interface Visit {
  readonly status: number;
  readonly html: string;
}

/** Presses a button on the page of the authorize address; answers where the org sends the browser. */
export async function decide(
  authorizeUrl: string,
  decision: 'allow' | 'deny',
  username: string | null = null,
): Promise<URL> {
  const page = await fetch(authorizeUrl, { redirect: 'manual' });
  const sentOn = page.headers.get('location');
  if (sentOn !== null) return new URL(sentOn);
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of (await page.text()).matchAll(
    /<input [^>]*name="([^"]*)" value="([^"]*)"/g,
  )) {
    form.set(name, unescape(value));
  }
  if (username !== null) form.set('username', username);
  form.set('decision', decision);
  const { origin, pathname } = new URL(authorizeUrl);
  const answer = await fetch(origin + pathname, { method: 'POST', body: form, redirect: 'manual' });
  const to = answer.headers.get('location');
  if (to === null) throw new Error(`The org shows: ${await answer.text()}`);
  return new URL(to);
}

/** The whole way: the org's page, the button, and back to the app. */
export async function browse(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
  username: string | null = null,
): Promise<Visit> {
  return visit(await decide(authorizeUrl, decision, username));
}

export async function visit(address: URL | string): Promise<Visit> {
  const answer = await fetch(address, { redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
