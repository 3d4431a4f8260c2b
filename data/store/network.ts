/** Whether a folder is on another machine: SQLite's write-ahead log needs memory shared between processes, which no network gives. */
import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'

const networkTypes =
  /^(nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\d?|ncpfs|fuse\.(sshfs|gvfsd-fuse|rclone|davfs\d?|smbnetfs|curlftpfs))$/

interface Mount {
  readonly at: string
  readonly type: string
}

/** Whether an existing file or folder lies on a network share. False where the system does not tell. */
export function isOnNetwork(path: string): boolean {
  try {
    const real = realpathSync.native(path)
    // A drive letter that stands for a share resolves to the share.
    if (process.platform === 'win32') return /^\\\\(?![?.]\\)|^\\\\\?\\UNC\\/i.test(real)
    return networkTypes.test(mountOf(real, readMounts())?.type ?? '')
  } catch {
    return false
  }
}

/** The mount a real path lies on: the longest whose folder holds it. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | null {
  const holding = mounts.filter(({ at }) => at === '/' || path === at || path.startsWith(`${at}/`))
  // Of two on the same folder the later one is seen.
  return holding.reduce<Mount | null>((best, mount) => (best && best.at.length > mount.at.length ? best : mount), null)
}

/** Mounts as Linux lists them in /proc/self/mountinfo (proc(5)): folder fifth, type first behind the dash. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', behind] = line.split(' - ')
    const at = before.split(' ')[4]
    const type = behind?.split(' ')[0]
    return at && type ? [{ at: unescaped(at), type }] : []
  })
}

/** Mounts as macOS's mount(8) lists them: `//person@server/share on /Volumes/share (smbfs, nodev)`. */
export function parseMountList(text: string): Mount[] {
  return [...text.matchAll(/^.* on (\/.*) \((\w+)[,)]/gm)].map(([, at = '', type = '']) => ({ at, type }))
}

function readMounts(): Mount[] {
  if (process.platform === 'linux') return parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'))
  return parseMountList(spawnSync('/sbin/mount', { encoding: 'utf8', timeout: 3000 }).stdout ?? '')
}

/** Spaces and the like are written as octal bytes, names in UTF-8. */
function unescaped(text: string): string {
  return text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}
