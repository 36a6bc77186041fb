import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PageRoutes } from './page-documentation.js';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SignInFlow } from './sign-in.flow.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { CurrentVisit, Visit } from './visit.js';

/** In and out. Open to anyone: a form proves with its `csrf` field that it was asked for from this browser. */
@PageRoutes()
@Controller(':instance')
@UseFilters(PageErrorFilter)
@Public()
export class EntranceController {
  constructor(
    private readonly signIn: SignInFlow,
    private readonly signUp: SignUpFlow,
    private readonly signOut: SignOutFlow,
  ) {}

  @Get('sign-in')
  @ApiOperation({ summary: 'Page: sign in' })
  showSignIn(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signIn.show(instance, visit);
  }

  @Post('sign-in')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in: the form (`identifier`, `password`, `csrf`)' })
  submitSignIn(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signIn.submit(instance, visit);
  }

  @Get('sign-up')
  @ApiOperation({ summary: 'Page: create an account' })
  showSignUp(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signUp.show(instance, visit);
  }

  @Post('sign-up')
  @HttpCode(200)
  @ApiOperation({ summary: 'Create an account: the form (`identifier`, `name`, `password`, `csrf`)' })
  submitSignUp(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signUp.submit(instance, visit);
  }

  @Get('sign-out')
  @ApiOperation({ summary: 'Page: sign out?' })
  showSignOut(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signOut.show(instance, visit);
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out: the form (`csrf`)' })
  submitSignOut(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.signOut.submit(instance, visit);
  }
}
