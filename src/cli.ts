#!/usr/bin/env node
import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { runCli } from './cli/run-cli.js';

// Whoever reads only the first lines (`| head`) has seen what they wanted.
process.stdout.on('error', () => undefined);

// The exit code is set, not forced: what was printed reaches a pipe that reads slowly.
process.exitCode = await runCli(process.argv.slice(2), process.env, {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  read: () => text(process.stdin),
});
