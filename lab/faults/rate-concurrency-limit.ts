import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'rate/concurrency-limit',
  title: 'Our mail server already holds as many connections as the receiver allows one address',
  expects: { stages: ['banner'], alsoRight: ['rate/connection-rate-limit'] },
  async set({ world, v, postfix, exim, plan, argv }) {
    const count = v.between(2, 4)
    if (v.pick(['postfix', 'exim']) === 'postfix') {
      await postfix({
        settings: { smtpd_client_connection_count_limit: String(count), smtpd_client_event_limit_exceptions: '' },
      })
    } else {
      await exim({ settings: [`smtp_accept_max_per_host = ${count}`] })
    }
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        const holder = `const n=require('net');for(let i=0;i<${count};i++)setTimeout(()=>n.connect(25,'${world.receiverAddress()}').on('error',()=>{}),i*50);setInterval(()=>{},1e6)`
        world.start('sender', 'holder', [process.execPath, '-e', holder])
        await new Promise((resolve) => setTimeout(resolve, 1500 + 2 * world.rttMs))
      },
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'banner', how: 'reply', text: /too many|concurrent/i },
      argv: argv(),
    }
  },
})
