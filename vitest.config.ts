import { defineConfig } from 'vitest/config'

/** Unit tests stand beside what they test; acceptance and end-to-end tests live in tests/. */
export default defineConfig({
  test: {
    include: ['{data,electron,scripts,tests}/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'],
    exclude: ['tests/bench/**', 'node_modules/**'],
    pool: 'forks',
    // As data/client.ts sets it where workers are started; many tests run the workbench without one.
    execArgv: ['--no-wasm-code-gc'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
})
