import { CSPInjectionService, CSPProcessingService } from '@forge/csp';

type Loader = ConstructorParameters<typeof CSPProcessingService>[1];

/**
 * The content security policy that the platform computes for a page of the app, by its own package. Two things differ here:
 * the site may frame the page, and violations are reported to nobody.
 */
export function contentSecurityPolicy(html: string, permissions: Readonly<Record<string, unknown>>, siteUrls: readonly string[]): string {
  const processing = new CSPProcessingService({ info: () => undefined }, loadHtml as unknown as Loader);
  const details = processing.getCspDetails(html, permissions);
  const directives = new CSPInjectionService().getInjectableCSP({ existingCSPDetails: details, microsEnv: 'prod' });
  return directives
    .filter((directive) => !directive.startsWith('report-uri'))
    .map((directive) => (directive.startsWith('frame-ancestors') ? `${directive} ${siteUrls.join(' ')}` : directive))
    .join('; ');
}

interface InlineScript {
  readonly code: string;
}

/** The two questions the package asks about a page, answered without an HTML library: inline scripts and the deprecated meta tag. */
function loadHtml(html: string): (selector: string | InlineScript) => unknown {
  return (selector) => {
    if (typeof selector !== 'string') return { html: () => selector.code };
    if (selector.startsWith('meta')) {
      const tag = /<meta[^>]+http-equiv=["']?Content-Security-Policy["']?[^>]*>/i.exec(html)?.[0] ?? '';
      return { attr: () => /content="([^"]*)"/i.exec(tag)?.[1] };
    }
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
      .filter(([, attributes]) => !/\bsrc\s*=/.test(attributes ?? ''))
      .map(([, , code]): InlineScript => ({ code: code ?? '' }));
    return {
      map: (visit: (at: number, script: InlineScript) => unknown) => ({ get: () => scripts.map((script, at) => visit(at, script)) }),
    };
  };
}
