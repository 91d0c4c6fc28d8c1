export * from './bubblewrap/bubblewrap-backend.ts';
export * from './bubblewrap/bubblewrap-config.ts';
export * from './chroot/chroot-backend.ts';
export * from './chroot/chroot-config.ts';
export * from './doctor/diagnose.ts';
export * from './doctor/finding.ts';
export * from './host/host-backend.ts';
export * from './host/host-config.ts';
