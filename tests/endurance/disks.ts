/** Real disks for tests of accidents: mounts of this machine's kernel, where a test may make them. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Disk {
  /** The folder that is on it while it is there. */
  readonly folder: string
  /** Takes it out of the tree of folders while its files are open, as desktops do a moment after a stick was pulled. */
  detach(): void
  attach(): void
  remove(): void
}

function run(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`)
}

/** Why no disk can be mounted here; null where it can. */
export function whyNoMounts(folder: string): string | null {
  if (process.platform !== 'linux') return 'needs Linux, to mount disks'
  try {
    const disk = memoryDisk(join(folder, 'probe'), 1)
    disk.remove()
    return null
  } catch (error) {
    return `needs the right to mount disks (${String(error).split('\n')[0]})`
  }
}

/** Why no stick can be made and pulled here; null where it can. */
export function whyNoSticks(folder: string): string | null {
  const because = whyNoMounts(folder)
  if (because) return because
  try {
    const stick = makeStick(join(folder, 'probe-stick'))
    try {
      stick.pull()
    } finally {
      stick.remove()
    }
    return null
  } catch (error) {
    return `needs loop devices, mkfs.ext4 and perl (${String(error).split('\n')[0]})`
  }
}

/** A disk of so many megabytes in memory. */
export function memoryDisk(folder: string, megabytes: number): Disk & { resize(megabytes: number): void } {
  mkdirSync(folder, { recursive: true })
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
  return {
    folder,
    detach: () => run('umount', '-l', folder),
    attach: () => run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder),
    resize: (to) => run('mount', '-o', `remount,size=${to}m`, folder),
    remove: () => run('umount', '-l', folder),
  }
}

export interface Stick extends Disk {
  /** From now on every reading and writing of its device fails. */
  pull(): void
  /** The kernel finds an error on it, and from now on lets it only be read. */
  breakDown(): void
  /** The dead one is taken out of the tree, the same stick is there again. */
  plugIn(): void
}

/** EXT4_IOC_SHUTDOWN, its flags: nothing more goes to the device, not even what the journal holds. */
const PULL = `open(D, "<", $ARGV[0]) or die $!; my $f = pack("L", 2); ioctl(D, 0x8004587d, $f) or die $!`

/** A stick: an image of a file system on a loop device. What the kernel had not written to it when it is pulled is not on it. */
export function makeStick(folder: string, megabytes = 64): Stick {
  mkdirSync(folder, { recursive: true })
  const image = `${folder}.img`
  writeFileSync(image, '')
  run('truncate', '-s', `${megabytes}M`, image)
  run('mkfs.ext4', '-q', '-F', image)
  const attach = () => run('mount', '-o', 'loop,errors=remount-ro', image, folder)
  const detach = () => run('umount', '-l', folder)
  attach()
  return {
    folder,
    attach,
    detach,
    pull: () => run('perl', '-e', PULL, folder),
    breakDown: () => writeFileSync(join('/sys/fs/ext4', deviceOf(folder), 'trigger_fs_error'), 'test'),
    plugIn() {
      detach()
      attach()
    },
    remove: () => detach(),
  }
}

/** Makes a file one that nobody may write, root included, or takes that back. */
export function setImmutable(files: readonly string[], isImmutable: boolean): void {
  run('chattr', isImmutable ? '+i' : '-i', ...files)
}

/** The name of the loop device that a folder hangs on. */
function deviceOf(folder: string): string {
  const line = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .findLast((mount) => mount.split(' ')[1] === folder)
  return basename(line?.split(' ')[0] ?? '')
}
