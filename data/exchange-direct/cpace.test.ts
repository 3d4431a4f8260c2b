/** Against the vectors of draft-irtf-cfrg-cpace-21 for CPACE-X25519-SHA512 (its appendix B.1). */
import { describe, expect, it } from 'vitest'
import { calculateGenerator, lvCat, makeShare, multiply, sessionKey } from './cpace.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const context = {
  code: 'Password',
  channel: lvCat(Buffer.from('A_initiator'), Buffer.from('B_responder')),
  sid: hex('7e4b4791d6a8ef019b936c79fb7f2c57'),
}
const ya = hex('21b4f4bd9e64ed355c3eb676a28ebedaf6d8f17bdc365995b319097153044080')
const yb = hex('848b0779ff415f0af4ea14df9dd1d3c29ac41d836c7808896c4eba19c51ac40a')

describe('CPace', () => {
  it('comes to the generator, shares and key of the draft', () => {
    expect(Buffer.from(calculateGenerator(context)).toString('hex')).toBe(
      'd04bf6d41f6a289632a2e929fa29bebd51092512a7829fdde7d314b62f05a73f',
    )
    const a = makeShare(context, ya)
    const b = makeShare(context, yb)
    expect(Buffer.from(a.point).toString('hex')).toBe(
      '1d13c89278cdadd826f6d8d7f887701430f8380ddc17611cdd6dc989ce0c9f32',
    )
    expect(Buffer.from(b.point).toString('hex')).toBe(
      '248cccf6d5cdc3646f0ad593f9e6cef4e69d4945f8372e623512ecea32185623',
    )
    const data = [Buffer.from('ADa'), Buffer.from('ADb')] as const
    const transcript = { initiator: a.point, responder: b.point, data }
    const key = sessionKey(context, { secret: ya, theirs: b.point }, transcript)
    expect(Buffer.from(key).toString('hex')).toBe(
      '6e19b875f7a561d6b3ca3dbb9ef42ac55de3e717881018204b8922b4d5e53bb2aa82c300bea7b65d2b671da71922ddf6472301b79bc270adfa8bf413285f2263',
    )
    expect(sessionKey(context, { secret: yb, theirs: a.point }, transcript)).toEqual(key)
  })

  it('ends with different keys where one digit of the code is another', () => {
    const [a, b] = ['0123', '0124'].map((code) => ({ ...context, code }))
    const [mine, theirs] = [makeShare(a!), makeShare(b!)]
    const transcript = { initiator: mine.point, responder: theirs.point }
    const key = sessionKey(context, { secret: mine.secret, theirs: theirs.point }, transcript)
    expect(sessionKey(context, { secret: theirs.secret, theirs: mine.point }, transcript)).not.toEqual(key)
  })

  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ])('refuses the point of low order %s', (point) => {
    expect(() => multiply(ya, hex(point))).toThrow(RangeError)
  })
})
