import { connect } from '@sandwright/sandbox-remote';

const [address = 'grpc://127.0.0.1:8980', text = 'text.txt'] = process.argv.slice(2);
await using client = connect({ address, tool: { name: 'on-a-server', version: '1' } });
const script = await client.upload(Buffer.from('wc -w < text.txt | tee made/words.txt\n'));
const execution = client.execute({
  arguments: ['sh', '-eu', 'count.sh'],
  inputRoot: { 'count.sh': script, 'text.txt': text },
  outputPaths: ['made/words.txt'],
});
for await (const event of execution) process.stderr.write(`${event.type}\n`);
const result = await execution;
if (result.exitCode === 0) await client.download(result, 'out');
process.stdout.write(`${result.stdout}${result.stderr}`);
process.exitCode = result.exitCode;
