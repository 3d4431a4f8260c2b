import { useEffect } from 'react'
import { useReceivedPacks } from '../state/received-packs.ts'
import { lookOverReceived, useMergeFlow } from './merge-flow.ts'

/** Whatever comes, from a stick, a drop or the machine beside, is looked over at once. Answers whether there is anything. */
export function useReceived(): boolean {
  const tokens = useReceivedPacks((state) => state.tokens)
  useEffect(() => {
    if (tokens.length > 0) void lookOverReceived(tokens)
  }, [tokens])
  return useMergeFlow((state) => state.phase !== null)
}
