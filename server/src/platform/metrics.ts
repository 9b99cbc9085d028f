import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  return {
    registry,
    alerts: new Counter({
      name: 'liandong_alerts_total',
      help: 'Alerts by source and outcome',
      labelNames: ['source', 'outcome'],
      registers,
    }),
    commands: new Counter({
      name: 'liandong_commands_total',
      help: 'Commands by name and outcome',
      labelNames: ['command', 'outcome'],
      registers,
    }),
    breaches: new Counter({
      name: 'liandong_breaches_total',
      help: 'Breaches by clock',
      labelNames: ['clock'],
      registers,
    }),
    breachLateness: new Histogram({
      name: 'liandong_breach_lateness_seconds',
      help: 'Breach event after its due time',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
      registers,
    }),
    liveIncidents: new Gauge({ name: 'liandong_live_incidents', help: 'Live incidents on the board', registers }),
    screens: new Gauge({ name: 'liandong_screens', help: 'Connected screens and phones', registers }),
    logSeq: new Gauge({
      name: 'liandong_log_seq',
      help: 'Last event read by this process',
      labelNames: ['subdistrict'],
      registers,
    }),
    queueAge: new Gauge({ name: 'liandong_queue_canary_age_seconds', help: 'Age of the last canary job', registers }),
    eventLoopDelay: new Gauge({
      name: 'liandong_event_loop_delay_p99_seconds',
      help: 'Event loop delay, p99 since the last scrape',
      registers,
      collect() {
        this.set(loop.percentile(99) / 1e9)
        loop.reset()
      },
    }),
  }
}
