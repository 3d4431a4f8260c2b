/**
 * Where a page of the custom scheme stands when Chromium shows it. CDP cannot answer a scheme with a stream, so the stand-in
 * serves it on loopback, each session and host under a name of its own: workbench://app/x of session s1 is
 * http://app.s1.localhost:PORT/x. Main and preload never see these names.
 */

export interface SchemeServer {
  readonly scheme: string
  readonly port: number
}

/** As Chromium has to be asked for it; any other address stays what it is. */
export function toPage(url: string, session: string, { scheme, port }: SchemeServer): string {
  const found = new RegExp(`^${scheme}://([^/?#]*)`).exec(url)
  return found ? `http://${found[1]}.${session}.localhost:${port}${url.slice(found[0].length)}` : url
}

/** As Electron would say it. */
export function toScheme(url: string, { scheme, port }: SchemeServer): string {
  const found = new RegExp(`^http://([^/?#.]*)\\.[^/?#.]*\\.localhost:${port}(?=[/?#]|$)`).exec(url)
  return found ? `${scheme}://${found[1]}${url.slice(found[0].length)}` : url
}

/** The session that a name of ours belongs to, or null. */
export function sessionOf(host: string): string | null {
  return /^[^.]+\.([^.]+)\.localhost:\d+$/.exec(host)?.[1] ?? null
}
