// Loaded into the program before itself: when the process that started it is gone without a word (kill -9), the program
// gets the same SIGTERM a person would send, and stops with everything it started. Processes that inherit this option
// (test workers) have another parent and are left alone.
if (process.channel && process.env.LIANDONG_STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
