@echo off
rem Starts bedrock with the Java it finds: that of BEDROCK_JAVA_HOME, its own, that of JAVA_HOME, or the first on the PATH.
rem Prints nothing of its own on standard output. Arguments reach Java as cmd has them: it takes out variables and carets
rem that stand outside of quotes.
setlocal DisableDelayedExpansion

rem Not the current folder, where cmd would look first.
set "bedrock_java="
for %%J in (java.exe) do set "bedrock_java=%%~$PATH:J"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "bedrock_java=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0..\runtime\bin\java.exe" set "bedrock_java=%~dp0..\runtime\bin\java.exe"
if defined BEDROCK_JAVA_HOME if exist "%BEDROCK_JAVA_HOME%\bin\java.exe" set "bedrock_java=%BEDROCK_JAVA_HOME%\bin\java.exe"
if not defined bedrock_java (
  echo error: no Java found>&2
  echo fix: install a JDK or JRE 17 or newer, or set JAVA_HOME>&2
  exit /b 3
)

rem This program refuses to wait where standard input is no terminal. Of the other two streams nothing can be told.
set "bedrock_tty="
"%SystemRoot%\System32\timeout.exe" /t 0 >nul 2>&1 && set "bedrock_tty=0"

rem As in the launcher for other systems, where the reasons stand.
set "bedrock_heap="
if "%~1"=="invoke" set "bedrock_heap=-Xmx512m"
if "%~1"=="stream" set "bedrock_heap=-Xmx512m"
if "%~1"=="embed" set "bedrock_heap=-Xmx2g"
"%bedrock_java%" -XX:-CreateCoredumpOnCrash -XX:+SuppressFatalErrorMessage -XX:-UsePerfData ^
  -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning,cds*=off:stderr ^
  -XX:+UseSerialGC -Xms24m -XX:NewSize=16m -XX:MaxNewSize=16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 %bedrock_heap% ^
  -XX:CompressedClassSpaceSize=64m -XX:TieredStopAtLevel=1 ^
  -Xshare:auto -Djdk.console=java.base -Djdk.reflect.useNativeAccessorOnly=true ^
  --enable-native-access=ALL-UNNAMED ^
  -Dbedrock.tty=%bedrock_tty% -Dbedrock.startup=plain %BEDROCK_JAVA_OPTS% ^
  -cp "%~dp0..\lib\bedrock.jar" io.github.bedrockcli.Main %*
exit /b %errorlevel%
