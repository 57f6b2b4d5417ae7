// Preloaded into a measured process: writes its own resource usage where WUTONG_MEASURE says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  // `maxRSS` starts from what the starting process took; the kernel's own mark of this program does not.
  const status = '/proc/self/status'
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  writeFileSync(
    process.env.WUTONG_MEASURE,
    JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: Number(own ?? maxRSS) * 1024 }),
  )
})
