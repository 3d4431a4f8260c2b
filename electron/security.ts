/**
 * What no window may do, set once for every session and every page: go elsewhere, open windows, ask for permissions, download by
 * itself, or reach the network. Each refused request is counted, so that "nothing leaves the machine" is a number.
 */
import { app, type Session, type WebContents, type WebPreferences } from 'electron'
import { hostOf, type WindowHost } from './origins.ts'
import { saveOptions } from './save-options.ts'

/** Schemes that never leave the machine; all others are blocked. `blob:` is what a page made itself (the printed map). */
const localSchemes = new Set(['workbench:', 'devtools:', 'data:', 'blob:'])

let blocked = 0

/** How many requests off the machine were asked for and refused since the start. */
export function blockedRequestCount(): number {
  return blocked
}

/** Switches that have to be set before the app is ready. */
export function lockProcess(): void {
  app.enableSandbox()
  // No name resolves, whatever part of Chromium asks; the windows' own requests are refused before this.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
}

/** Closes a session: no permissions, no devices, no dictionaries, no downloads without a dialog, no network. */
export function lockSession(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, callback) =>
    callback(isHarmless(permission, contents.getURL())),
  )
  target.setPermissionCheckHandler((_contents, permission, origin) => isHarmless(permission, `${origin}/`))
  target.setDevicePermissionHandler(() => false)
  target.setSpellCheckerEnabled(false)
  target.on('will-download', (event, item) => {
    // Only what the desk's page drew itself, and only to where the person says.
    if (item.getURL().startsWith('blob:workbench://app/')) item.setSaveDialogOptions(saveOptions(item.getFilename()))
    else event.preventDefault()
  })
  target.webRequest.onBeforeRequest((details, callback) => {
    const isLocal = URL.canParse(details.url) && localSchemes.has(new URL(details.url).protocol)
    if (!isLocal) blocked++
    callback({ cancel: !isLocal })
  })
}

/** What every window is made with. */
export function lockedPreferences(target: Session): WebPreferences {
  return {
    session: target,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: !app.isPackaged,
  }
}

/** Ties a page to the hosts it may show. */
export function lockPage(contents: WebContents, hosts: readonly WindowHost[]): void {
  const keep = (event: { readonly url: string; preventDefault(): void }) => {
    const host = hostOf(event.url)
    if (!host || !hosts.includes(host)) event.preventDefault()
  }
  contents.on('will-navigate', keep)
  contents.on('will-frame-navigate', keep)
  contents.on('will-redirect', keep)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** Filling the screen is all a page may ask for: the wall does. */
function isHarmless(permission: string, url: string): boolean {
  return permission === 'fullscreen' && hostOf(url) !== null
}
