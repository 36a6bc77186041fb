import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { equalsInConstantTime } from '../core/secret-format.js';
import { AddressRanges, contextOf, type RequestContext, Settings } from '../platform/index.js';

const BEARER = /^bearer +(\S+)$/i;
/** What a proxy leaves on a request. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** To whom it may not concern, `/metrics` does not exist. */
@Injectable()
export class MetricsGuard implements CanActivate {
  private readonly allowed: AddressRanges;
  private readonly proxies: AddressRanges;

  constructor(private readonly settings: Settings) {
    this.allowed = new AddressRanges(settings.metricsAllow);
    this.proxies = new AddressRanges(settings.trustedProxies);
  }

  canActivate(execution: ExecutionContext): boolean {
    const context = contextOf(execution.switchToHttp().getRequest<object>());
    if (this.hasToken(context) || this.comesFromAllowed(context)) return true;
    throw notFound('there is nothing here');
  }

  private hasToken({ headers }: RequestContext): boolean {
    const { metricsToken } = this.settings;
    const [, sent] = BEARER.exec(headers.authorization ?? '') ?? [];
    return metricsToken !== undefined && sent !== undefined && equalsInConstantTime(sent, metricsToken);
  }

  // A proxy on this machine that we were not told of would make everybody a neighbour.
  private comesFromAllowed({ address, peer, headers }: RequestContext): boolean {
    const isPassedOn = FORWARDED.some((name) => headers[name] !== undefined);
    return this.allowed.contains(address) && (!isPassedOn || this.proxies.contains(peer));
  }
}
