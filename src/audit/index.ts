export type { AuditDetail } from './audit-detail.js';
export type { AuditRecord } from './audit-event.store.js';
export { Audit, type AuditEvent, type AuditQuery } from './audit.service.js';
export { AuditModule } from './audit.module.js';
