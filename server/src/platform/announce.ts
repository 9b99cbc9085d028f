import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/accounts.ts'
import type { Config } from '../config.ts'

/** Says where everything is, once everything is there. */
export function announce(config: Config, queue: string): void {
  const at = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`
  const lines = [
    '',
    `  联动 Liandong  ${at}/`,
    '',
    `  坐席 desk  ${at}/desk     大屏 wall  ${at}/wall`,
    `  手机 duty  ${at}/duty     督查 supervise  ${at}/supervise`,
    `  接口 API  ${at}/docs      队列 queue  ${queue}`,
  ]
  if (config.DEMO) {
    lines.push('', `  演示账号 demo accounts (${DEMO_PASSWORD}): ${DEMO_ACCOUNTS.map((a) => a.username).join(' ')}`)
    lines.push(`  来源密钥 source key: ${config.INTAKE_KEY}`)
  }
  process.stdout.write(`${lines.join('\n')}\n\n  Ctrl-C 停止 stops everything.\n\n`)
}
