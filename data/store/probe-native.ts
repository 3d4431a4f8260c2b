/** Loads the native module, opens a database in memory, and ends: run in a process of its own before the app trusts it. */
import Database from 'better-sqlite3'

const db = new Database(':memory:')
db.prepare('SELECT 1').get()
db.close()
process.exit(0)
