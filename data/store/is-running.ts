import { codeOf } from './trouble.ts'

/** Whether a process of this number runs on this machine; it may be another program's by now. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
