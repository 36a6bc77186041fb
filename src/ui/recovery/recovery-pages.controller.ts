import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { ConfirmAddressFlow } from './confirm-address.flow.js';
import { ForgotPasswordFlow } from './forgot-password.flow.js';
import { ResetPasswordFlow } from './reset-password.flow.js';

/** Where letters lead. Open to anyone: the token of the link is the proof, and the `csrf` field that the form is ours. */
@PageRoutes()
@Controller(':instance')
@UseFilters(PageErrorFilter)
@Public()
export class RecoveryPagesController {
  constructor(
    private readonly forgot: ForgotPasswordFlow,
    private readonly reset: ResetPasswordFlow,
    private readonly address: ConfirmAddressFlow,
  ) {}

  @Get('forgot-password')
  @ApiOperation({ summary: 'Page: ask for a link to a new password' })
  showForgot(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): string {
    return this.forgot.show({ instance, visit });
  }

  @Post('forgot-password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for a link to a new password: the form (`email`, `csrf`)' })
  submitForgot(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.forgot.submit({ instance, visit });
  }

  @Get('reset-password')
  @ApiOperation({
    summary: 'Page: a new password (`token`, from the mailed link, which goes into a cookie of the page)',
  })
  showReset(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.reset.show({ instance, visit });
  }

  @Post('reset-password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set a new password: the form (`password`, `csrf`)' })
  submitReset(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.reset.submit({ instance, visit });
  }

  @Get('verify-email')
  @ApiOperation({ summary: 'Page: is this your address? (`token`, from the mailed link)' })
  showVerify(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.address.show('verify', { instance, visit });
  }

  @Post('verify-email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm an address: the form (`csrf`)' })
  submitVerify(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.address.submit('verify', { instance, visit });
  }

  @Get('confirm-email')
  @ApiOperation({ summary: 'Page: is this to be your address? (`token`, from the mailed link)' })
  showChange(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.address.show('change', { instance, visit });
  }

  @Post('confirm-email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the address: the form (`csrf`)' })
  submitChange(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.address.submit('change', { instance, visit });
  }
}
