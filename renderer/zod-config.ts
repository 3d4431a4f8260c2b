/** Zod may not compile its checks at run time: the window's content security policy forbids it. Imported before any schema is made. */
import { config } from 'zod'

config({ jitless: true })
