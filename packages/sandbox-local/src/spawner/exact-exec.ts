import { posix } from 'node:path';

/**
 * A program of 281 bytes that ends in execve(2), for what bwrap cannot do: it adds PWD to the environment, and says 1 where a command does not
 * exist. It needs no library, so it runs in any root; it is started from a descriptor (`/proc/self/fd/N`), so no action ever sees it.
 *
 *   argv: itself, paths to try, "", environment, "", text for 127, text for 126, shell, argv of the command
 *
 * It closes every descriptor above stderr. A candidate that is no program and has no `#!` is given to the shell, as a shell would.
 */
const x64 = [
  '48 8d 6c 24 10', //    lea   rbp, [rsp+16]       the candidates, argv from 1 on
  '48 89 ea', //          mov   rdx, rbp
  '48 8b 02', //       1: mov   rax, [rdx]          skip them
  '48 83 c2 08', //       add   rdx, 8
  '80 38 00', //          cmp   byte [rax], 0
  '75 f4', //             jne   1b                  rdx: the environment
  '48 89 d3', //          mov   rbx, rdx
  '48 8b 03', //       2: mov   rax, [rbx]          skip it
  '48 83 c3 08', //       add   rbx, 8
  '80 38 00', //          cmp   byte [rax], 0
  '75 f4', //             jne   2b                  rbx: text for 127, for 126, shell, argv
  '48 83 63 f8 00', //    and   qword [rbx-8], 0    the environment ends here
  '52', //                push  rdx
  '6a 03 5f', //          push  3; pop rdi
  '6a ff 5e', //          push  -1; pop rsi
  '31 d2', //             xor   edx, edx
  'b8 b4 01 00 00', //    mov   eax, 436
  '0f 05', //             syscall                   close_range(3, all, 0)
  '5a', //                pop   rdx
  '45 31 e4', //          xor   r12d, r12d          0: none exists; 1: one does, but does not run
  '48 8b 7d 00', //    3: mov   rdi, [rbp]          the next candidate
  '48 83 c5 08', //       add   rbp, 8
  '80 3f 00', //          cmp   byte [rdi], 0
  '74 32', //             je    5f
  '48 8d 73 18', //       lea   rsi, [rbx+24]
  '6a 3b 58', //          push  59; pop rax
  '0f 05', //             syscall                   execve(candidate, argv, environment)
  '83 f8 fe', //          cmp   eax, -2             ENOENT
  '74 e5', //             je    3b
  '83 f8 ec', //          cmp   eax, -20            ENOTDIR
  '74 e0', //             je    3b
  '6a 01 41 5c', //       push  1; pop r12
  '83 f8 f3', //          cmp   eax, -13            EACCES: a later one may run
  '74 d7', //             je    3b
  '83 f8 f8', //          cmp   eax, -8             ENOEXEC: a script without #!
  '75 11', //             jne   5f
  '48 89 7b 18', //       mov   [rbx+24], rdi
  '48 8b 7b 10', //       mov   rdi, [rbx+16]
  '48 8d 73 10', //       lea   rsi, [rbx+16]
  '6a 3b 58', //          push  59; pop rax
  '0f 05', //             syscall                   execve(shell, [shell, candidate, argv from 1 on], environment)
  '4a 8b 34 e3', //    5: mov   rsi, [rbx+r12*8]    the text
  '48 83 ca ff', //       or    rdx, -1
  '48 ff c2', //       6: inc   rdx
  '80 3c 16 00', //       cmp   byte [rsi+rdx], 0
  '75 f7', //             jne   6b
  '6a 02 5f', //          push  2; pop rdi
  '6a 01 58', //          push  1; pop rax
  '0f 05', //             syscall                   write(2, text, its length)
  '6a 7f 5f', //          push  127; pop rdi
  '44 29 e7', //          sub   edi, r12d
  'b8 e7 00 00 00', //    mov   eax, 231
  '0f 05', //             syscall                   exit_group(127 or 126)
].join('');

const loadAddress = 0x40_0000;
const headerBytes = 64 + 56;

/** The program as an ELF file; undefined for processors it was not written for, where env(1) must do. Source: elf(5). */
export function exactExecProgram(architecture: string = process.arch): Uint8Array | undefined {
  if (architecture !== 'x64') return undefined;
  const code = Buffer.from(x64.replaceAll(' ', ''), 'hex');
  const file = Buffer.alloc(headerBytes + code.byteLength);
  file.write('7f454c46020101', 0, 'hex'); // ELF, 64 bits, little endian, version 1
  file.writeUInt16LE(2, 16); // an executable
  file.writeUInt16LE(62, 18); // x86-64
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(loadAddress + headerBytes), 24); // where it begins
  file.writeBigUInt64LE(64n, 32); // the one program header follows this header
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64); // to be loaded,
  file.writeUInt32LE(5, 68); // readable and executable,
  file.writeBigUInt64LE(BigInt(loadAddress), 80); // here,
  file.writeBigUInt64LE(BigInt(loadAddress), 88);
  file.writeBigUInt64LE(BigInt(file.byteLength), 96); // the whole file
  file.writeBigUInt64LE(BigInt(file.byteLength), 104);
  file.writeBigUInt64LE(0x1000n, 112);
  code.copy(file, headerBytes);
  return file;
}

/**
 * The program's arguments, itself left out.
 * @param argv of the command; the first is looked up in PATH if it has no slash
 * @param environment `NAME=value`, the whole of it, with a PATH
 */
export function exactExecArguments(argv: readonly string[], environment: readonly string[]): readonly string[] {
  const [name = ''] = argv;
  return [
    ...candidates(name, environment),
    '',
    ...environment,
    '',
    `sandwright: ${name}: command not found\n`,
    `sandwright: ${name}: cannot be executed\n`,
    '/bin/sh',
    ...argv,
  ];
}

function candidates(name: string, environment: readonly string[]): readonly string[] {
  if (name === '') return [];
  if (name.includes('/')) return [name];
  const path = environment.find((variable) => variable.startsWith('PATH='))?.slice('PATH='.length) ?? '';
  // An empty part means the working directory. Source: environ(7).
  return path.split(':').map((folder) => posix.join(folder === '' ? '.' : folder, name));
}
