/** Real disks for tests of accidents: mounts of this machine's kernel, where a test may make them. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** EXT4_IOC_SHUTDOWN, its flags: nothing more goes to the device, not even what the journal holds. */
const PULL = `open(D, "<", $ARGV[0]) or die $!; my $f = pack("L", 2); ioctl(D, 0x8004587d, $f) or die $!`

/** A stick: an image of a file system on a loop device. What the kernel had not written to it when it is pulled is not on it. */
export function makeStick(folder: string, megabytes = 64): Disk & { pull(): void; plugIn(): void } {
  mkdirSync(folder, { recursive: true })
  const image = `${folder}.img`
  writeFileSync(image, '')
  run('truncate', '-s', `${megabytes}M`, image)
  run('mkfs.ext4', '-q', '-F', image)
  const attach = () => run('mount', '-o', 'loop', image, folder)
  const detach = () => run('umount', '-l', folder)
  attach()
  return {
    folder,
    attach,
    detach,
    /** From now on every reading and writing of its device fails. */
    pull: () => run('perl', '-e', PULL, folder),
    /** The dead one is taken out of the tree, the same stick is there again. */
    plugIn() {
      detach()
      attach()
    },
    remove: () => detach(),
  }
}
