import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { isOnNetwork, mountOf, parseMountInfo, parseMountList } from './network.ts'

const linux = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
91 22 0:52 / /mnt/plans rw,relatime shared:47 - cifs //office/plans rw,vers=3.1.1
92 22 0:53 / /mnt/my\\040plans rw - nfs4 10.0.0.2:/plans rw
93 91 0:54 / /mnt/plans/local rw - fuseblk /dev/sdb1 rw
94 22 0:55 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw`

const mac = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//plan@office/plans on /Volumes/แผน งาน (smbfs, nodev, nosuid, mounted by plan)`

describe('the mount a path lies on', () => {
  const typeOf = (path: string) => mountOf(path, parseMountInfo(linux))?.type

  it('is the innermost that holds it', () => {
    expect(typeOf('/home/plan/a.gpkg')).toBe('ext4')
    expect(typeOf('/mnt/plans/a.gpkg')).toBe('cifs')
    expect(typeOf('/mnt/plans/local/a.gpkg')).toBe('fuseblk')
    expect(typeOf('/mnt/plans-old/a.gpkg')).toBe('ext4')
    expect(typeOf('/run/user/1000/gvfs/smb-share:server=office/a.gpkg')).toBe('fuse.gvfsd-fuse')
  })

  it('may have spaces in its name', () => {
    expect(typeOf('/mnt/my plans/a.gpkg')).toBe('nfs4')
    expect(mountOf('/Volumes/แผน งาน/a.gpkg', parseMountList(mac))?.type).toBe('smbfs')
    expect(mountOf('/Users/plan/a.gpkg', parseMountList(mac))?.type).toBe('apfs')
  })
})

describe('isOnNetwork', () => {
  it('knows a folder of this machine, and says no of one that is not there', () => {
    expect(isOnNetwork(tmpdir())).toBe(false)
    expect(isOnNetwork('/no/such/folder')).toBe(false)
  })
})
