/** The two origins of the app. They share no storage, cache or answer; everything the shell decides, it decides by these. */

export const SCHEME = 'workbench'
export const DESK_URL = 'workbench://app/'
export const ROOM_URL = 'workbench://room/'
/** The session of the desk's windows, kept between runs. */
export const DESK_PARTITION = 'persist:desk'

export type WindowHost = 'app' | 'room'

/** Which of our origins an address belongs to; null for every other address, however alike it looks. */
export function hostOf(url: string): WindowHost | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, username, password } = new URL(url)
  if (protocol !== `${SCHEME}:` || username !== '' || password !== '') return null
  return host === 'app' || host === 'room' ? host : null
}
